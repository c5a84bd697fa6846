import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Answer, type Problem, TestService } from '../../support/service.ts';

interface Operation {
  operationId: string;
  method: string;
  path: string;
  tag: string;
  scopes: string[];
  effect: string;
  paged: boolean;
  supported: boolean;
  unsupportedReason: string | null;
  query: { name: string; type: string }[];
  body: { properties: Record<string, string> } | null;
  inputSchema: { properties: Record<string, unknown>; required?: string[]; additionalProperties?: boolean };
}

interface Operations {
  data: Operation[];
  nextCursor: string | null;
}

let service: TestService;
beforeAll(async () => {
  service = await TestService.start();
});
afterAll(() => service.stop());

const get = <T>(path: string, headers = {}): Promise<Answer<T>> => service.send<T>('GET', path, { headers });
const idsOf = ({ data }: Operations) => data.map(({ operationId }) => operationId);

describe('GET /v1/operations', () => {
  it('lists all operations of the Management API, page by page', async () => {
    const ids: string[] = [];
    let cursor: string | null = null;
    do {
      const more: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
      const { status, body }: Answer<Operations> = await get(`/v1/operations?limit=200${more}`);
      expect(status).toBe(200);
      ids.push(...idsOf(body));
      cursor = body.nextCursor;
    } while (cursor !== null);
    expect([ids.length, new Set(ids).size]).toEqual([732, 732]);
  });

  it('says of each what it takes and what it does', async () => {
    const { body } = await get<Operations>('/v1/operations?q=lifecycle%20deactivate%20/users/');
    expect(body.data).toEqual([
      expect.objectContaining({
        operationId: 'deactivateUser',
        title: 'Deactivate user',
        method: 'POST',
        path: '/api/v1/users/{id}/lifecycle/deactivate',
        tag: 'UserLifecycle',
        scopes: ['okta.users.manage'],
        effect: 'destructive',
        paged: false,
        apiTokenAllowed: true,
        query: [{ name: 'sendEmail', type: 'boolean', default: false }],
        headers: ['Prefer'],
        body: null,
        supported: true,
        unsupportedReason: null,
      }),
    ]);
  });

  it('finds by tag, in any case, and by words', async () => {
    const byTag = await get<Operations>('/v1/operations?tag=logstream&limit=200');
    expect(new Set(byTag.body.data.map(({ tag }) => tag))).toEqual(new Set(['LogStream']));
    const both = await get<Operations>('/v1/operations?tag=LogStream&q=activate');
    expect(idsOf(both.body)).toEqual(['activateLogStream', 'deactivateLogStream']);
    expect((await get<Operations>('/v1/operations?q=no-such-word')).body).toEqual({ data: [], nextCursor: null });
  });

  it('names what it cannot run, with the reason', async () => {
    const { body } = await get<Operations>('/v1/operations?q=logo&tag=ApplicationLogos');
    expect(body.data).toMatchObject([{ supported: false, unsupportedReason: expect.stringMatching(/uploaded file/) }]);
  });

  it('has a strong ETag', async () => {
    const first = await get('/v1/operations?limit=3');
    const etag = first.headers.get('etag') ?? '';
    expect(etag).toMatch(/^"[\w-]+"$/);
    const again = await get('/v1/operations?limit=3', { 'if-none-match': etag });
    expect([again.status, again.text]).toEqual([304, '']);
    expect((await get('/v1/operations?limit=4', { 'if-none-match': etag })).status).toBe(200);
  });

  it('needs a token, but no tenant', async () => {
    const token = await service.token({ scope: '' });
    expect((await service.send('GET', '/v1/operations?limit=1', { token })).status).toBe(200);
    expect((await service.send('GET', '/v1/operations?limit=1', { token: 'none' })).status).toBe(401);
  });

  it.each(['?cursor=bm90LW9uZQ', '?limit=201', '?limit=0', '?family=users'])('refuses %s', async (query) => {
    const { status, body } = await get<Problem>(`/v1/operations${query}`);
    expect([status, body.code]).toEqual([422, 'invalid_input']);
  });
});

describe('GET /v1/operations/{operationId}', () => {
  it('has the schema of the flat input', async () => {
    const { body, headers } = await get<Operation>('/v1/operations/updateUser');
    expect(headers.get('etag')).toMatch(/^"/);
    expect(body.inputSchema).toMatchObject({
      properties: {
        id: { type: 'string', description: 'Path parameter' },
        strict: { type: 'boolean', description: 'Query parameter' },
        'If-Match': { description: 'Header' },
        profile: { description: 'Body property' },
      },
      required: ['id'],
      additionalProperties: false,
    });
  });

  it('has the cursor where Okta pages', async () => {
    const { body } = await get<Operation>('/v1/operations/listGroups');
    expect([body.paged, Object.keys(body.inputSchema.properties)]).toEqual([
      true,
      expect.arrayContaining(['q', 'limit', 'cursor']),
    ]);
  });

  it.each([
    ['listUser', 'listUsers'],
    ['getUserGroups', 'listUserGroups'],
    ['SUSPENDUSER', 'suspendUser'],
  ])('suggests for %s, which is unknown, %s among others', async (given, similar) => {
    const { status, body } = await get<Problem>(`/v1/operations/${given}`);
    expect([status, body.code]).toEqual([404, 'not_found']);
    expect(body.remedy).toContain(similar);
  });

  it('suggests nothing where nothing is similar', async () => {
    expect((await get<Problem>('/v1/operations/%5E%5E')).body.remedy).toBeUndefined();
  });
});

describe('the OpenAPI document', () => {
  it('has the three routes', async () => {
    const { body } = await get<{ paths: Record<string, Record<string, { responses: object }>> }>('/openapi.json');
    const routes = Object.keys(body.paths).filter((path) => path.includes('operations'));
    expect(routes.toSorted()).toEqual([
      '/v1/connections/{connectionId}/operations/{operationId}',
      '/v1/operations',
      '/v1/operations/{operationId}',
    ]);
    const run = body.paths['/v1/connections/{connectionId}/operations/{operationId}']?.['post'];
    expect(Object.keys(run?.responses ?? {})).toEqual(
      expect.arrayContaining(['200', '403', '404', '422', '424', '429']),
    );
    expect(body.paths['/v1/connections/{connectionId}/actions/custom-api-action']).toBeDefined();
  });
});
