import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { OktaConnector, ProblemError, RunNotFinished } from '../../clients/typescript/src/index.js';
import { Stage } from '../support/service.js';
import { allOf } from './all-of.ts';

let stage: Stage;
let client: OktaConnector;
const connect = (options: Partial<ConstructorParameters<typeof OktaConnector>[0]> = {}) =>
  new OktaConnector({ baseUrl: stage.service.baseUrl, token: () => stage.service.token(), ...options });

beforeAll(async () => {
  stage = await Stage.set({ users: 25 });
  client = connect();
});
afterAll(() => stage.strike());
afterEach(async () => expect(await stage.org.violations()).toEqual([]));

const joiner = async (login: string) => {
  const { output } = await client.run(stage.connectionId, 'create-user', {
    profile: { login, email: login, firstName: 'Ada', lastName: 'Lovelace', costCenter: 'R&D' },
    credentials: { password: { value: 'Correct-Horse-1842' } },
  });
  return output;
};

describe('a run', () => {
  it('gives the output with its type', async () => {
    const ada = await joiner('ada@acme.example');
    const run = await client.run(stage.connectionId, 'get-user', { userId: ada.id });
    const login: string | undefined = run.output.profile?.login;
    expect(login).toBe('ada@acme.example');
    expect(run).toMatchObject({ runId: expect.stringMatching(/^run_/), changed: false, okta: { status: 200 } });
  });

  it('gives null where Okta answers nothing, and says whether something changed', async () => {
    const { id: userId } = await joiner('grace@acme.example');
    const run = await client.run(stage.connectionId, 'suspend-user', { userId });
    const nothing: null = run.output;
    expect([nothing, run.changed]).toEqual([null, true]);
  });

  it('takes what the catalogue says, or does not compile; the service refuses the same', async () => {
    const refusal = expect.objectContaining({ code: 'invalid_input', status: 422 });
    // @ts-expect-error: the user is missing
    await expect(client.run(stage.connectionId, 'suspend-user', {})).rejects.toEqual(refusal);
    // @ts-expect-error: no action takes this
    await expect(client.run(stage.connectionId, 'suspend-user', { userId: 'a', why: 'b' })).rejects.toEqual(refusal);
    // @ts-expect-error: users have ids, not numbers
    await expect(client.run(stage.connectionId, 'suspend-user', { userId: 1 })).rejects.toEqual(refusal);
    // @ts-expect-error: there is no such action
    await expect(client.run(stage.connectionId, 'hug-user', {})).rejects.toMatchObject({ code: 'not_found' });
  });

  it('with a key is done once', async () => {
    const { id: userId } = await joiner('once@acme.example');
    const once = () => client.run(stage.connectionId, 'suspend-user', { userId }, { idempotencyKey: 'once-1' });
    const [first, second] = [await once(), await once()];
    expect(second).toEqual(first);
    const sent = (await stage.org.requests()).filter(({ path }) => path.endsWith(`${userId}/lifecycle/suspend`));
    expect(sent).toHaveLength(1);
  });

  it('can be looked at before it is made', async () => {
    const before = (await stage.org.requests()).length;
    const { request } = await client.dryRun(stage.connectionId, 'suspend-user', { userId: '00u1' });
    expect(request).toMatchObject({ method: 'POST', path: '/api/v1/users/00u1/lifecycle/suspend' });
    expect((await stage.org.requests()).length).toBe(before);
  });

  it('can be given up', async () => {
    const signal = AbortSignal.abort();
    const run = client.run(stage.connectionId, 'list-users', {}, { signal });
    await expect(run).rejects.toMatchObject({ name: 'AbortError' });
  });
});

describe('a refusal', () => {
  const refusalOf = async (run: Promise<unknown>) => {
    const error: unknown = await run.catch((thrown: unknown) => thrown);
    if (!(error instanceof ProblemError)) throw new Error(`No problem: ${String(error)}`);
    return error;
  };

  it('is an error with all that the problem says', async () => {
    const error = await refusalOf(client.run(stage.connectionId, 'get-user', { userId: 'nobody@acme.example' }));
    expect(error).toMatchObject({ code: 'okta_not_found', status: 404, retryable: false, missingScopes: [] });
    expect(error.upstream).toMatchObject({ status: 404, code: 'E0000007', requestId: expect.any(String) });
    expect(error.message).toMatch(/\w/);
    expect(error.requestId).toMatch(/\w/);
    // @ts-expect-error: the codes are a closed set
    expect(error.code === 'no_such_code').toBe(false);
  });

  it('names the mistakes in the input', async () => {
    const { errors } = await refusalOf(client.run(stage.connectionId, 'get-user', { userId: 'x'.repeat(101) }));
    expect(errors).toEqual([{ pointer: '/input/userId', message: expect.any(String) }]);
  });

  it('names the scopes that are missing', async () => {
    const app = await stage.org.createOauthClient({ kind: 'service-secret', grantedScopes: ['okta.groups.read'] });
    const { id } = await client.connections.create({
      name: 'Groups only',
      domain: new URL(stage.org.url).host,
      auth: {
        type: 'clientCredentials',
        clientId: app.clientId,
        clientSecret: app.clientSecret ?? '',
        scopes: ['okta.groups.read'],
      },
    });
    const error = await refusalOf(client.run(id, 'get-user', { userId: '00u1' }));
    expect(error).toMatchObject({ code: 'insufficient_scope', missingScopes: ['okta.users.read'] });
    expect(error.remedy).toMatch(/\w/);
  });

  it('that is no problem document is unreadable, not an accident', async () => {
    const proxied = connect({ fetch: async () => new Response('<h1>Bad gateway</h1>', { status: 502 }) });
    const error = await refusalOf(proxied.run(stage.connectionId, 'list-users', {}));
    expect(error).toMatchObject({ code: 'unreadable_answer', status: 502, retryable: false });
  });
});

describe('a list', () => {
  const idsOf = async (items: AsyncIterable<{ id: string }>) => (await allOf(items)).map(({ id }) => id);

  it('is read page by page, each item once', async () => {
    const before = (await stage.org.requests()).filter(({ path }) => path === '/api/v1/users').length;
    const ids = await idsOf(client.list(stage.connectionId, 'list-users', { limit: 10 }));
    const pages = (await stage.org.requests()).filter(({ path }) => path === '/api/v1/users').length - before;
    expect(ids.length).toBeGreaterThanOrEqual(25);
    expect(new Set(ids).size).toBe(ids.length);
    expect(pages).toBe(Math.ceil(ids.length / 10));
  });

  it('is fetched no further than it is read', async () => {
    const before = (await stage.org.requests()).filter(({ path }) => path === '/api/v1/users').length;
    for await (const user of client.list(stage.connectionId, 'list-users', { limit: 2 })) {
      const login: string | undefined = user.profile?.login;
      expect(login).toMatch(/@/);
      break;
    }
    expect((await stage.org.requests()).filter(({ path }) => path === '/api/v1/users').length - before).toBe(1);
  });

  it('comes as a stream with the same items', async () => {
    const paged = await idsOf(client.list(stage.connectionId, 'list-users', { limit: 10 }));
    expect(await idsOf(client.stream(stage.connectionId, 'list-users', {}))).toEqual(paged);
  });

  it('is only what is paged', async () => {
    // @ts-expect-error: one user is no list
    const oneUser = client.stream(stage.connectionId, 'get-user', { userId: '00u1' });
    await expect(allOf(oneUser)).rejects.toThrow();
  });
});

describe('a run in the background', () => {
  it('is waited for', async () => {
    const { id: userId } = await joiner('later@acme.example');
    const queued = await client.start(stage.connectionId, 'get-user', { userId });
    const user = await client.waitForRun(queued);
    const id: string = user.id;
    expect(id).toBe(userId);
  });

  it('ends in the problem that it ended in', async () => {
    const queued = await client.start(stage.connectionId, 'get-user', { userId: 'nobody@acme.example' });
    await expect(client.waitForRun(queued)).rejects.toMatchObject({ name: 'ProblemError', code: 'okta_not_found' });
  });

  it('that takes longer than one waits is not lost', async () => {
    const queued = await client.start(stage.connectionId, 'list-users', {});
    const slow = connect({ fetch: async (request) => unfinished(await fetch(request)) });
    await expect(slow.waitForRun(queued, { timeoutMs: 0 })).rejects.toThrow(RunNotFinished);
    expect((await client.waitForRun(queued)).items.length).toBeGreaterThan(1);
  });

  const unfinished = async (response: Response) =>
    Response.json({ ...Object(await response.json()), status: 'running' });
});

describe('the bearer token', () => {
  it('is asked for again when the service refuses it, once', async () => {
    const asked: string[] = [];
    const token = async (why: string) => {
      asked.push(why);
      return why === 'refused' ? stage.service.token() : 'stale';
    };
    const { output } = await connect({ token }).run(stage.connectionId, 'list-users', { limit: 1 });
    expect(output.items).toHaveLength(1);
    expect(asked).toEqual(['needed', 'refused']);
    const stale = connect({ token: () => 'stale' }).run(stage.connectionId, 'list-users', {});
    await expect(stale).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  it('that is fixed is not asked for again', async () => {
    const stale = connect({ token: 'stale' }).run(stage.connectionId, 'list-users', {});
    await expect(stale).rejects.toMatchObject({ code: 'unauthenticated' });
  });
});

describe('the other routes', () => {
  it('list, change and delete connections', async () => {
    const names = async () => (await allOf(client.connections.list({ limit: 1 }))).map(({ name }) => name);
    const { id } = await client.connections.create({
      name: 'Second',
      domain: new URL(stage.org.url).host,
      auth: { type: 'apiToken', apiToken: stage.org.apiToken },
    });
    expect(await names()).toEqual(expect.arrayContaining(['Acme', 'Second']));
    expect((await client.connections.update(id, { readOnly: true })).readOnly).toBe(true);
    await expect(client.run(id, 'suspend-user', { userId: 'a' })).rejects.toMatchObject({
      code: 'read_only_connection',
    });
    expect((await client.connections.test(id)).ok).toBe(true);
    await client.connections.delete(id);
    await expect(client.connections.get(id)).rejects.toMatchObject({ code: 'not_found' });
    await expect(client.connections.delete(id)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('are typed one by one', async () => {
    const { data } = await client.api.GET('/v1/actions/{actionId}', { params: { path: { actionId: 'suspend-user' } } });
    expect(data?.effect).toBe('write');
    // @ts-expect-error: there is no such route
    await client.api.GET('/v1/nothing');
  });
});
