import { beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { AuditTrail } from '../../../../src/audit/audit-trail.js';
import { ConsentCallback } from '../../../../src/connections/consent/consent-callback.service.js';
import type { ConsentCompletion } from '../../../../src/connections/consent/consent-completion.service.js';
import { hashOfToken } from '../../../../src/connections/consent/flow-token.js';
import type { OauthFlowRepository } from '../../../../src/connections/consent/oauth-flow.repository.js';
import {
  connectedPage,
  failurePage,
  NO_SUCH_FLOW,
  wrongRegionPage,
} from '../../../../src/connections/consent/result-page.js';
import { ReturnUrls } from '../../../../src/connections/consent/return-urls.js';
import { acme, FakeDatabase } from '../../fake-database.ts';
import { browser, COOKIE, EU, flow, REGIONS, STATE, US } from './consent-stage.ts';

const QUERY = `code=abc&state=${STATE}`;
const nothing = { kind: 'page', page: NO_SUCH_FLOW };
const active = { kind: 'active' as const, connectionName: 'Acme' };
const failed = { kind: 'failed' as const, code: 'access_denied' as const, oktaSays: 'No.' };

let database: FakeDatabase;
let callback: ConsentCallback;
const flows = {
  tenantOf: jest.fn<OauthFlowRepository['tenantOf']>(),
  take: jest.fn<OauthFlowRepository['take']>(),
  findByState: jest.fn<OauthFlowRepository['findByState']>(),
};
const complete = jest.fn<ConsentCompletion['complete']>();
const record = jest.fn<AuditTrail['record']>();

beforeEach(() => {
  database = new FakeDatabase();
  const inTenant = () => expect(database.open).toEqual([acme]);
  flows.tenantOf.mockReset().mockResolvedValue(acme);
  flows.take.mockReset().mockImplementation(async () => {
    inTenant();
    return flow();
  });
  flows.findByState.mockReset().mockImplementation(async () => {
    inTenant();
    return undefined;
  });
  record.mockReset().mockImplementation(async () => inTenant());
  complete.mockReset().mockImplementation(async () => {
    // Okta is asked while nothing of the database is held.
    expect(database.open).toEqual([]);
    return active;
  });
  const returnUrlAllowlist = ['https://app.example'];
  callback = new ConsentCallback(
    { regions: REGIONS },
    database.asDatabase(),
    flows as unknown as OauthFlowRepository,
    { complete } as unknown as ConsentCompletion,
    new ReturnUrls({ returnUrlAllowlist, publicUrl: 'https://us.example' }),
    { record } as unknown as AuditTrail,
  );
});

describe('a callback that fits', () => {
  test('takes the flow by state, cookie and address, and completes it', async () => {
    const taken = flow();
    flows.take.mockResolvedValue(taken);
    await expect(callback.finish(QUERY, browser)).resolves.toEqual({ kind: 'page', page: connectedPage('Acme') });
    expect(flows.tenantOf).toHaveBeenCalledWith(hashOfToken(STATE));
    const proof = { stateHash: hashOfToken(STATE), cookieHash: hashOfToken(COOKIE), redirectUri: US };
    expect(flows.take.mock.calls).toEqual([[acme, proof]]);
    const parameters = { kind: 'code', code: 'abc', state: STATE, iss: undefined };
    expect(complete.mock.calls).toEqual([[acme, taken, parameters]]);
    expect(record).not.toHaveBeenCalled();
  });

  test('leads back to where the person came from', async () => {
    flows.take.mockResolvedValue(flow({ returnUrl: 'https://app.example/done' }));
    await expect(callback.finish(QUERY, browser)).resolves.toEqual({
      kind: 'redirect',
      location: 'https://app.example/done?connectionId=con_1&status=active',
    });
  });

  test('and failed is told, and written down', async () => {
    complete.mockResolvedValue(failed);
    const page = failurePage('access_denied', 'No.');
    await expect(callback.finish(QUERY, browser)).resolves.toEqual({ kind: 'page', page });
    const entry = { actor: 'recipe-42', action: 'connection.authorizationFailed', connectionId: 'con_1' };
    expect(record.mock.calls).toEqual([[acme, { ...entry, outcome: 'failed', errorCode: 'access_denied' }]]);
    flows.take.mockResolvedValue(flow({ returnUrl: 'https://app.example/done' }));
    await expect(callback.finish(QUERY, browser)).resolves.toMatchObject({
      location: 'https://app.example/done?connectionId=con_1&status=failed&code=access_denied',
    });
  });

  test('leads nowhere that is not allowed any more', async () => {
    flows.take.mockResolvedValue(flow({ returnUrl: 'https://evil.example/' }));
    await expect(callback.finish(QUERY, browser)).resolves.toMatchObject({
      kind: 'page',
      page: { title: 'Connected' },
    });
  });
});

describe('nothing is asked of Okta', () => {
  const refused = async (query: string, from = browser) => {
    const answer = await callback.finish(query, from);
    expect(complete).not.toHaveBeenCalled();
    return answer;
  };

  test('for a query that is no callback', async () => {
    await expect(refused('code=abc&state=short')).resolves.toEqual(nothing);
    expect(flows.tenantOf).not.toHaveBeenCalled();
  });

  test('for a state that nobody has', async () => {
    flows.tenantOf.mockResolvedValue(undefined);
    await expect(refused(QUERY)).resolves.toEqual(nothing);
    expect(flows.take).not.toHaveBeenCalled();
  });

  test.each([
    ['without a cookie', { host: 'us.example', cookie: '' }],
    ['with the plain cookie of another host', { host: 'us.example', cookie: `okta_connector_flow=${COOKIE}` }],
    ['at a host that is no region', { ...browser, host: 'evil.example' }],
  ])('%s, and the flow stays', async (_, from) => {
    flows.findByState.mockResolvedValue(flow({ redirectUri: `https://${from.host}/oauth/callback` }));
    await expect(refused(QUERY, from)).resolves.toEqual(nothing);
    expect(flows.take).not.toHaveBeenCalled();
  });

  test('where state, cookie and address fit no flow', async () => {
    flows.take.mockResolvedValue(undefined);
    await expect(refused(QUERY)).resolves.toEqual(nothing);
    expect(flows.findByState.mock.calls).toEqual([[acme, hashOfToken(STATE)]]);
  });

  test('at the right host of a flow that was not taken: it is not told what was wrong', async () => {
    flows.take.mockResolvedValue(undefined);
    flows.findByState.mockResolvedValue(flow());
    await expect(refused(QUERY)).resolves.toEqual(nothing);
  });

  test('at the host of another region, which is told', async () => {
    flows.take.mockResolvedValue(undefined);
    flows.findByState.mockResolvedValue(flow({ region: 'eu', redirectUri: EU }));
    const page = wrongRegionPage({ region: 'eu', callbackUrl: EU });
    await expect(refused(QUERY)).resolves.toEqual({ kind: 'page', page });
  });
});
