import { describe, expect, it, jest } from '@jest/globals';
import { install } from '@sinonjs/fake-timers';
import type { ConnectionAccess } from '../../../src/connections/connection-access.js';
import { ConnectorError } from '../../../src/core/errors.js';
import { parseTenantId } from '../../../src/core/tenant-id.js';
import type { OktaClient } from '../../../src/okta/okta-client.js';
import { Enrichment } from '../../../src/triggers/enrichment/enrichment.service.js';
import { RecentLookups } from '../../../src/triggers/enrichment/recent-lookups.js';
import { TriggerRegistry } from '../../../src/triggers/trigger-registry.js';

type Send = OktaClient['send'];

const acme = parseTenantId('acme');
if (!acme) throw new Error('acme is a tenant id');
const session = {
  tenantId: acme,
  connectionId: 'con_1',
  version: 1,
  readOnly: false,
  org: { origin: 'https://acme.okta.com', linkHosts: [] },
  authorizer: { authorize: async () => ({}) },
  grantedScopes: undefined,
};
const subscription = (params: object = { enrich: true }, connectionId = 'con_1') => ({
  tenantId: acme,
  connectionId,
  triggerId: 'new-event-polling',
  params: { ...params },
});
const event = (changes: object = {}) => ({
  uuid: 'a',
  published: '2026-01-01T00:00:00.000Z',
  eventType: 'group.user_membership.add',
  actor: { id: '00uAdmin', type: 'User' },
  target: [
    { id: '00gGroup', type: 'UserGroup' },
    { id: '00uAda', type: 'User' },
  ],
  ...changes,
});

function scene(answer: (target: string) => unknown = (target) => ({ id: target })) {
  const send = jest.fn<Send>().mockImplementation(async (_, { target }) => {
    const json = await answer(target);
    if (json instanceof ConnectorError) throw json;
    const text = JSON.stringify(json);
    return { status: 200, headers: {}, text, json, requestId: '', rateLimit: undefined, next: undefined, attempts: 1 };
  });
  const learn = jest.fn<ConnectionAccess['learn']>().mockResolvedValue(undefined);
  const enrichment = new Enrichment(new TriggerRegistry(), { open: async () => session, learn }, { send });
  return { enrichment, send, learn };
}

describe('enrichment', () => {
  it('is made only where it is asked for', async () => {
    const { enrichment, send } = scene();
    expect(await enrichment.of(subscription({}), event())).toEqual({});
    expect(await enrichment.of(subscription({ enrich: false }), event())).toEqual({});
    expect(send).not.toHaveBeenCalled();
  });

  it('fetches the targets by their types, as bulk work', async () => {
    const { enrichment, send } = scene();
    expect(await enrichment.of(subscription(), event())).toEqual({
      enriched: { user: { id: '/api/v1/users/00uAda' }, group: { id: '/api/v1/groups/00gGroup' } },
    });
    expect(send.mock.calls.map(([, , , options]) => options?.priority)).toEqual(['bulk', 'bulk']);
  });

  it('means who acted, where no user is a target', async () => {
    const { enrichment } = scene();
    expect(await enrichment.of(subscription(), event({ target: null }))).toEqual({
      enriched: { user: { id: '/api/v1/users/00uAdmin' } },
    });
    expect(await enrichment.of(subscription(), event({ target: null, actor: { type: 'SystemPrincipal' } }))).toEqual(
      {},
    );
  });

  it('leaves credentials and links out', async () => {
    const { enrichment } = scene(() => ({ id: '1', credentials: { oauthClient: { client_secret: 'x' } }, _links: {} }));
    expect((await enrichment.of(subscription(), event())).enriched?.user).toEqual({ id: '1' });
  });

  it('asks once for many at once and for a minute, of each connection by itself', async () => {
    const { enrichment, send } = scene();
    const users = event({ target: [{ id: '00uAda', type: 'User' }] });
    await Promise.all([enrichment.of(subscription(), users), enrichment.of(subscription(), users)]);
    await enrichment.of(subscription(), users);
    expect(send).toHaveBeenCalledTimes(1);
    await enrichment.of(subscription({ enrich: true }, 'con_2'), users);
    expect(send).toHaveBeenCalledTimes(2);
  });

  it('says what could not be fetched, beside what could', async () => {
    const gone = new ConnectorError('okta_not_found', 'Okta does not know it.');
    const { enrichment, learn } = scene((target) => (target.includes('users') ? gone : { id: 'group' }));
    expect(await enrichment.of(subscription(), event())).toEqual({
      enriched: { group: { id: 'group' } },
      enrichmentErrors: [{ object: 'user', code: 'okta_not_found', detail: 'Okta does not know it.' }],
    });
    expect(learn).toHaveBeenCalledWith(session, gone);
  });

  it('does not wait for an org that hangs, and keeps what comes late for the next', async () => {
    const clock = install({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    try {
      const { promise: answered, resolve } = Promise.withResolvers<void>();
      const { enrichment, send } = scene(() => answered.then(() => ({ id: 'late' })));
      const users = event({ target: [{ id: '00uAda', type: 'User' }] });
      const first = enrichment.of(subscription(), users);
      await clock.tickAsync(4_000);
      expect((await first).enrichmentErrors).toMatchObject([{ object: 'user', code: 'okta_timeout' }]);
      resolve();
      expect(await enrichment.of(subscription(), users)).toEqual({ enriched: { user: { id: 'late' } } });
      expect(send).toHaveBeenCalledTimes(1);
    } finally {
      clock.uninstall();
    }
  });

  it('never rejects, whatever goes wrong', async () => {
    const { enrichment } = scene(() => {
      throw new TypeError('broken');
    });
    const { enrichmentErrors } = await enrichment.of(subscription(), event());
    expect(enrichmentErrors).toMatchObject([{ code: 'internal_error' }, { code: 'internal_error' }]);
  });
});

describe('recent lookups', () => {
  it('are kept as long as their result is worth, from when it is there', async () => {
    let now = 0;
    const recent = new RecentLookups<{ keepMs: number }>(({ keepMs }) => keepMs, { now: () => now });
    const look = jest.fn(async () => ({ keepMs: look.mock.calls.length * 10 }));
    const used: number[] = [];
    for (now of [1, 10, 12, 30, 33]) used.push((await recent.get('key', look)).keepMs);
    expect(used).toEqual([10, 10, 20, 20, 30]);
  });
});
