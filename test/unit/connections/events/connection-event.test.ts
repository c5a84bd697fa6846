import { describe, expect, it } from '@jest/globals';
import { CONNECTION_STATUSES, type ConnectionStatus } from '../../../../src/connections/connection.entity.js';
import { eventBody, eventOf } from '../../../../src/connections/events/connection-event.js';

const HEARD: [from: ConnectionStatus | 'nothing', to: ConnectionStatus, type: string][] = [
  ['nothing', 'active', 'connection.active'],
  ['nothing', 'reauthorizationRequired', 'connection.reauthorizationRequired'],
  ['pending', 'active', 'connection.active'],
  ['pending', 'reauthorizationRequired', 'connection.reauthorizationRequired'],
  ['active', 'reauthorizationRequired', 'connection.reauthorizationRequired'],
  ['failing', 'reauthorizationRequired', 'connection.reauthorizationRequired'],
  ['disabled', 'reauthorizationRequired', 'connection.reauthorizationRequired'],
  ['reauthorizationRequired', 'active', 'connection.recovered'],
  ['failing', 'active', 'connection.recovered'],
];

describe('a change of status', () => {
  it.each(HEARD)('from %s to %s is %s', (from, to, type) => {
    expect(eventOf(from === 'nothing' ? undefined : { status: from }, { status: to })).toBe(type);
  });

  const heard = new Set(HEARD.map(([from, to]) => `${from} ${to}`));
  const silent = (['nothing', ...CONNECTION_STATUSES] as const)
    .flatMap((from) => CONNECTION_STATUSES.map((to) => [from, to] as const))
    .filter(([from, to]) => !heard.has(`${from} ${to}`));

  it.each(silent)('from %s to %s is nothing to tell', (from, to) => {
    expect(eventOf(from === 'nothing' ? undefined : { status: from }, { status: to })).toBeUndefined();
  });
});

describe('the body of an event', () => {
  const connection = { id: 'con_1', name: 'Acme', status: 'reauthorizationRequired', statusReason: 'revoked' } as const;
  const happenedAt = new Date('2026-11-22T05:00:00.000Z');

  it('says what happened to which connection of which tenant, and when', () => {
    const text = eventBody('acme', { type: 'connection.reauthorizationRequired', connection }, happenedAt);
    expect(JSON.parse(text)).toEqual({
      type: 'connection.reauthorizationRequired',
      timestamp: '2026-11-22T05:00:00.000Z',
      data: {
        tenantId: 'acme',
        connectionId: 'con_1',
        name: 'Acme',
        status: 'reauthorizationRequired',
        statusReason: 'revoked',
      },
    });
  });

  it('says until when to consent again where that is known', () => {
    const reauthorizeBefore = new Date('2026-12-06T05:00:00Z');
    const text = eventBody('acme', { type: 'connection.expiring', connection, reauthorizeBefore }, happenedAt);
    expect(JSON.parse(text)).toMatchObject({ data: { reauthorizeBefore: '2026-12-06T05:00:00.000Z' } });
  });

  it('holds nothing else of a connection', () => {
    const whole = { ...connection, auth: { clientId: '0oaCanary' }, origin: 'https://canary.example' };
    const text = eventBody('acme', { type: 'connection.active', connection: whole }, happenedAt);
    expect(text).not.toMatch(/canary/i);
  });
});
