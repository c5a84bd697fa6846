import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connectionTo, type Problem, type SendOptions, Stage } from '../support/service.js';

describe('bad input', () => {
  let stage: Stage;
  let runs: string;
  beforeAll(async () => {
    stage = await Stage.set();
    runs = `/v1/connections/${stage.connectionId}/actions`;
  });
  afterAll(() => stage.strike());

  const send = (method: string, path: string, options?: SendOptions) =>
    stage.service.send<Problem>(method, path, options);

  const refusal = async (method: string, path: string, options?: SendOptions) => {
    const { status, headers, body } = await send(method, path, options);
    expect(headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(body).toMatchObject({
      status,
      title: expect.any(String),
      detail: expect.any(String),
      requestId: expect.any(String),
      retryable: expect.any(Boolean),
    });
    expect(body.type).toBe(`${new URL(body.type).origin}/docs/errors#${body.code}`);
    return [status, body.code, ...new Set((body.errors ?? []).map(({ pointer }) => pointer))];
  };

  it.each([
    ['malformed JSON', '{"input": {', [400, 'malformed_request']],
    ['an array', '[]', [422, 'invalid_input', '']],
    ['a wrong type', '{"input": "ada"}', [422, 'invalid_input', '/input']],
    ['an unknown field', '{"input": {"userId": "ada"}, "dryrun": true}', [422, 'invalid_input', '/dryrun']],
    ['an unknown input', '{"input": {"userId": "ada", "user": 1}}', [422, 'invalid_input', '/input/user']],
    ['an input of the wrong type', '{"input": {"userId": 7}}', [422, 'invalid_input', '/input/userId']],
    ['a missing input', '{"input": {}}', [422, 'invalid_input', '/input/userId']],
    ['a body over 1 MB', `{"input": {"userId": "${'a'.repeat(1_100_000)}"}}`, [413, 'payload_too_large']],
  ])('%s in the body of a run', async (_, body, expected) => {
    expect(await refusal('POST', `${runs}/get-user`, { body })).toEqual(expected);
  });

  it('a content type that is no JSON', async () => {
    const headers = { 'content-type': 'text/plain' };
    expect(await refusal('POST', `${runs}/get-user`, { body: 'hello', headers })).toEqual([
      415,
      'unsupported_media_type',
    ]);
  });

  it.each([
    ['an unknown action', 'no-such-action'],
    ['an action in another case', 'Get-User'],
    ['a name that every object has', '__proto__'],
    ['another such name', 'constructor'],
  ])('%s', async (_, actionId) => {
    expect(await refusal('POST', `${runs}/${actionId}`, { body: { input: {} } })).toEqual([404, 'not_found']);
  });

  it.each(['..', '.', '', '%2e%2e', '..%2f..'])('a path segment %j never leaves the service', async (userId) => {
    await stage.org.clearRequests();
    expect(await refusal('POST', `${runs}/get-user`, { body: { input: { userId } } })).toEqual([
      422,
      'invalid_input',
      '/input/userId',
    ]);
    expect(await stage.org.requests()).toEqual([]);
  });

  it.each(['a/b', '%2F', 'a?b#c', 'a\\b', 'ä ö', '...'])('a user named %j is one encoded segment', async (userId) => {
    await stage.org.clearRequests();
    expect(await refusal('POST', `${runs}/get-user`, { body: { input: { userId } } })).toEqual([404, 'okta_not_found']);
    expect((await stage.org.requests()).map(({ path }) => path)).toEqual([
      `/api/v1/users/${encodeURIComponent(userId)}`,
    ]);
  });

  it('an Idempotency-Key of more than 255 characters', async () => {
    const options = { body: { input: { userId: 'ada' } }, headers: { 'idempotency-key': 'k'.repeat(256) } };
    expect(await refusal('POST', `${runs}/suspend-user`, options)).toEqual([422, 'invalid_input']);
  });

  it('NDJSON of what is no list', async () => {
    const options = { body: { input: { userId: 'ada' } }, headers: { accept: 'application/x-ndjson' } };
    expect(await refusal('POST', `${runs}/get-user`, options)).toEqual([422, 'invalid_input']);
  });

  describe('connections', () => {
    const create = async (changes: object) =>
      refusal('POST', '/v1/connections', { body: connectionTo(stage.org, 'Another', changes) });

    it.each([
      ["a domain that is not Okta's", { domain: 'acme.okta.com.evil.example' }, [422, 'domain_not_allowed']],
      ['an address inside the network', { domain: '169.254.169.254' }, [422, 'domain_not_allowed']],
      ['a local address that is not configured', { domain: '127.0.0.1:1' }, [422, 'domain_not_allowed']],
      ['an unknown region', { region: 'mars' }, [422, 'invalid_input', '/region']],
      ['an unknown kind of authorization', { auth: { type: 'password' } }, [422, 'invalid_input', '/auth/type']],
      [
        'a token that Okta refuses',
        { auth: { type: 'apiToken', apiToken: '00wrongwrongwrongwrongwrong' } },
        [422, 'invalid_credentials', '/auth/apiToken'],
      ],
      [
        'a token with a line break',
        { auth: { type: 'apiToken', apiToken: '00abcdefghijklmnopqrstuvw\r\nx: y' } },
        [422, 'invalid_input', '/auth/apiToken'],
      ],
      ['a share of nothing', { rateLimitShare: 0 }, [422, 'invalid_input', '/rateLimitShare']],
      ['an unknown field', { colour: 'red' }, [422, 'invalid_input', '/colour']],
    ])('%s', async (_, changes, expected) => {
      expect(await create(changes)).toEqual(expected);
      const { body } = await stage.service.send<{ data: unknown[] }>('GET', '/v1/connections?name=Another');
      expect(body.data).toEqual([]);
    });

    it('a name that is taken', async () => {
      expect(await create({ name: 'Acme' })).toEqual([409, 'name_taken']);
    });

    it("Okta's own words come with refused credentials", async () => {
      const auth = { type: 'apiToken', apiToken: '00wrongwrongwrongwrongwrong' };
      const { body } = await send('POST', '/v1/connections', { body: connectionTo(stage.org, 'Another', { auth }) });
      expect(body.upstream).toMatchObject({ status: 401, code: 'E0000011', summary: expect.any(String) });
    });

    it.each([
      ['a query parameter that is unknown', '?page=2', '/page'],
      ['a limit out of bounds', '?limit=1000', '/limit'],
      ['a cursor of nowhere', '?cursor=%21%21', '/cursor'],
    ])('%s', async (_, query, pointer) => {
      expect(await refusal('GET', `/v1/connections${query}`)).toEqual([422, 'invalid_input', pointer]);
    });
  });

  describe("another tenant's connection is like one that does not exist", () => {
    it.each([
      ['GET', ''],
      ['PATCH', ''],
      ['DELETE', ''],
      ['POST', '/test'],
      ['POST', '/disable'],
      ['POST', '/enable'],
      ['POST', '/actions/get-user'],
    ])('%s /v1/connections/{id}%s', async (method, rest) => {
      const body =
        method === 'PATCH' ? { name: 'Mine' } : rest.startsWith('/actions') ? { input: { userId: 'ada' } } : undefined;
      const options = { tenant: 'mallory', ...(body && { body }) };
      const foreign = await send(method, `/v1/connections/${stage.connectionId}${rest}`, options);
      const absent = await send(method, `/v1/connections/con_${'0'.repeat(32)}${rest}`, options);
      expect([foreign.status, foreign.body.code]).toEqual([404, 'not_found']);
      const neutral = ({ body: { requestId: _, instance: __, ...problem } }: typeof foreign) => problem;
      expect(neutral(foreign)).toEqual(neutral(absent));
      expect((await send('GET', `/v1/connections/${stage.connectionId}`)).status).toBe(200);
    });

    it("another tenant's lists are empty", async () => {
      const list = await stage.service.send<{ data: unknown[] }>('GET', '/v1/connections', { tenant: 'mallory' });
      const runsSeen = await stage.service.send<{ data: unknown[] }>('GET', '/v1/runs', { tenant: 'mallory' });
      const audit = await stage.service.send<{ data: unknown[] }>('GET', '/v1/audit', { tenant: 'mallory' });
      expect(
        [list, runsSeen, audit].map(({ body }) =>
          body.data.filter((row) => JSON.stringify(row).includes(stage.connectionId)),
        ),
      ).toEqual([[], [], []]);
    });
  });

  it.each([
    ['POST', '/v1/connections', 'connections:read'],
    ['GET', '/v1/connections', 'connections:write'],
    ['POST', '/v1/connections/con_1/actions/get-user', 'connections:read'],
    ['GET', '/v1/audit', 'actions:run'],
    ['GET', '/v1/runs', 'actions:run'],
    ['GET', '/v1/runs/run_1', 'connections:read'],
  ])('%s %s with a token that has only %s', async (method, path, scope) => {
    const token = await stage.service.token({ scope });
    const { status, body } = await send(method, path, { token, ...(method === 'POST' && { body: {} }) });
    expect([status, body.code]).toEqual([403, 'forbidden']);
    expect(body.detail).toMatch(/connections:write|connections:read|actions:run|audit:read/);
  });

  it.each(['/v1/connections', '/v1/actions', '/v1/runs', '/v1/audit', '/v1/regions'])(
    'GET %s without a token',
    async (path) => {
      const { status, headers, body } = await send('GET', path, { token: '' });
      expect([status, body.code]).toEqual([401, 'unauthenticated']);
      expect(headers.get('www-authenticate')).toMatch(/^Bearer/);
    },
  );
});
