import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { query } from '../support/postgres.js';
import { TestService, type Problem } from '../support/service.js';
import { TENANT_ROWS } from '../support/tenant-rows.js';

let service: TestService;
const subscriptionId = 'sub_1';
const deliveryId = 'dlv_019c3f2e8a007000800000000000abcd';

beforeAll(async () => {
  service = await TestService.start({ env: { ROLE: 'api' } });
  const { adminUrl } = service.database;
  for (const table of ['connection', 'subscription']) await query(adminUrl, TENANT_ROWS[table]!, ['acme']);
  const id = [deliveryId, new Date(Number.parseInt(deliveryId.slice(4, 16), 16))];
  await query(adminUrl, `CREATE TABLE delivery_old PARTITION OF delivery DEFAULT`);
  await query(
    adminUrl,
    `INSERT INTO delivery (tenant_id, id, created_at, subscription_id, connection_id, webhook_id, sequence, status, attempts)
     VALUES ('acme', $1, $2, 'sub_1', 'con_1', 'msg_1', 7, 'failed', 10)`,
    id,
  );
  await query(
    adminUrl,
    `INSERT INTO delivery_attempt (tenant_id, at, delivery_id, attempt, status, duration_ms, answer)
     VALUES ('acme', now(), $1, 10, 500, 12, 'no')`,
    [deliveryId],
  );
});
afterAll(() => service.stop());

const list = (options = {}, parameters = '') =>
  service.send<Problem>('GET', `/v1/subscriptions/${subscriptionId}/deliveries${parameters}`, options);
const retry = (id: string, options = {}) => service.send<Problem>('POST', `/v1/deliveries/${id}/retry`, options);

describe('the deliveries of a subscription', () => {
  it('are listed with their attempts', async () => {
    const { status, body } = await list();
    expect(status).toBe(200);
    expect(body).toMatchObject({
      data: [
        {
          id: deliveryId,
          sequence: 7,
          status: 'failed',
          attemptCount: 10,
          nextAttemptAt: null,
          deliveredAt: null,
          attempts: [{ attempt: 10, status: 500, error: null, durationMs: 12, answer: 'no', at: expect.any(String) }],
        },
      ],
      nextCursor: null,
    });
  });

  it('are listed by their status', async () => {
    await expect(list({}, '?status=delivered')).resolves.toMatchObject({ status: 200, body: { data: [] } });
    await expect(list({}, '?status=dead')).resolves.toMatchObject({ status: 422, body: { code: 'invalid_input' } });
  });

  it('are not there for another tenant', async () => {
    const strangers = { tenant: 'mallory' };
    await expect(list(strangers)).resolves.toMatchObject({ status: 404, body: { code: 'not_found' } });
    await expect(retry(deliveryId, strangers)).resolves.toMatchObject({ status: 404, body: { code: 'not_found' } });
    await expect(retry('dlv_0')).resolves.toMatchObject({ status: 404, body: { code: 'not_found' } });
  });

  it('need their scopes', async () => {
    const reader = { token: await service.token({ scope: 'triggers:read' }) };
    const writer = { token: await service.token({ scope: 'triggers:write' }) };
    await expect(list(writer)).resolves.toMatchObject({ status: 403, body: { code: 'forbidden' } });
    await expect(retry(deliveryId, reader)).resolves.toMatchObject({ status: 403, body: { code: 'forbidden' } });
  });

  it('go again on demand', async () => {
    const { status, body } = await retry(deliveryId);
    expect(status).toBe(200);
    expect(body).toMatchObject({ id: deliveryId, status: 'pending', nextAttemptAt: expect.any(String) });
    const jobs = await query(service.database.adminUrl, `SELECT data FROM pgboss.job WHERE name = 'deliveries'`);
    expect(jobs).toEqual([{ data: { tenantId: 'acme', subscriptionId } }]);
  });
});
