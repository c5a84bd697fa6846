import { describe, expect, it } from '@jest/globals';
import { readEnvelope } from '../../../../src/triggers/hooks/hook-envelope.js';
import { isAccepted, newHookId, newHookSecret, secretHash } from '../../../../src/triggers/hooks/hook-secret.js';

describe('the secret of a hook', () => {
  it('is accepted, and so is the one before it; nothing else is', () => {
    const [present, former] = [newHookSecret(), newHookSecret()];
    const hashes = [secretHash(present), secretHash(former)];
    expect([present, former].map((secret) => isAccepted(secret, hashes))).toEqual([true, true]);
    const others = [undefined, '', newHookSecret(), present.slice(1), `${present} `, present.toUpperCase()];
    expect(others.map((secret) => isAccepted(secret, hashes))).toEqual(others.map(() => false));
    expect(isAccepted(present, [])).toBe(false);
    expect(isAccepted(undefined, [secretHash('')])).toBe(false);
  });

  it('is new each time, and so is the id', () => {
    expect(new Set(Array.from({ length: 100 }, newHookSecret)).size).toBe(100);
    expect(new Set(Array.from({ length: 100 }, newHookId)).size).toBe(100);
    expect(newHookId()).toMatch(/^hk_[0-9a-f]{40}$/);
  });
});

describe('an envelope', () => {
  const event = {
    uuid: 'u1',
    published: '2026-02-01T12:00:00.000Z',
    eventType: 'user.account.lock',
    extra: { kept: true },
  };

  it('gives its events as they came, and leaves out what cannot be read', () => {
    expect(readEnvelope({ data: { events: [event, { uuid: 5 }] }, eventId: 'e' })).toEqual({
      events: [event],
      unreadable: 1,
    });
    expect(readEnvelope({ data: { events: [] } })).toEqual({ events: [], unreadable: 0 });
  });

  it.each([
    undefined,
    null,
    5,
    'text',
    [],
    {},
    { data: {} },
    { data: { events: {} } },
    { data: { events: [{ uuid: 5 }] } },
  ])('is not %j', (body) => {
    expect(readEnvelope(body)).toBeUndefined();
  });
});
