import { beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ConnectorError } from '../../../src/core/errors.js';
import { RequestContext } from '../../../src/core/http/request-context.js';
import {
  AnyValidToken,
  DescribedResource,
  ForItsConnection,
  Public,
  RequireScope,
} from '../../../src/tenancy/access.decorators.js';
import { AuthGuard } from '../../../src/tenancy/auth.guard.js';
import { callerOf } from '../../../src/tenancy/caller.js';
import type { TokenClaims } from '../../../src/tenancy/token-claims.js';
import type { TokenVerifier } from '../../../src/tenancy/token-verifier.js';
import { unauthenticated } from '../../../src/tenancy/unauthenticated.js';
import { acme } from '../fake-database.ts';

class Routes {
  closed() {}
  @Public()
  open() {}
  @AnyValidToken()
  anyTenant() {}
  @RequireScope('actions:run')
  scoped() {}
  @RequireScope('actions:run')
  @AnyValidToken()
  scopedForAny() {}
  @DescribedResource()
  @RequireScope('actions:run')
  described() {}
  @ForItsConnection()
  ofItsConnection() {}
}

@Public()
class OpenRoutes {
  closed() {}
}

/** Its handlers are the very same functions. */
@Public()
class OpenHeir extends Routes {}

const REALM = 'Bearer realm="okta-connector"';
const METADATA = 'resource_metadata="https://connector.example/.well-known/oauth-protected-resource/mcp/%22"';

/** One handler in three controllers. */
class Shared {
  closed() {}
}
class Closed extends Shared {}
@Public()
class Opened extends Shared {}

type Request = Parameters<typeof callerOf>[0];
interface Sent {
  headers?: Record<string, string>;
  params?: Record<string, string>;
}

let claims: TokenClaims;
const verify = jest.fn<TokenVerifier['verify']>();
const header = jest.fn<(name: string, value: string) => void>();
const guard = new AuthGuard(new Reflector(), { verify } as unknown as TokenVerifier);

beforeEach(() => {
  header.mockReset();
  claims = { subject: 'ada', scopes: new Set(['actions:run']), tenantId: acme, connectionId: undefined };
  verify.mockReset().mockImplementation(async () => claims);
});

const requestOf = ({ headers = { authorization: 'Bearer abc' }, params = {} }: Sent = {}) =>
  ({ headers, params, raw: {} }) as unknown as Request;

function pass(route: keyof Routes, request = requestOf(), routes: new () => object = Routes) {
  const context = {
    getHandler: () => Reflect.get(routes.prototype, route) as unknown,
    getClass: () => routes,
    switchToHttp: () => ({ getRequest: () => request, getResponse: () => ({ header }) }),
  } as unknown as ExecutionContext;
  return guard.canActivate(context);
}

describe('a route', () => {
  test('is closed without a token, and the challenge names no error', async () => {
    await expect(pass('closed', requestOf({ headers: {} }))).rejects.toMatchObject({
      code: 'unauthenticated',
      message: expect.stringContaining('no token'),
    });
    expect(header.mock.calls).toEqual([['WWW-Authenticate', REALM]]);
    expect(verify).not.toHaveBeenCalled();
  });

  test('is open where it says so, and nobody is known there', async () => {
    const request = requestOf();
    await expect(pass('open', request)).resolves.toBe(true);
    await expect(pass('closed', request, OpenRoutes)).resolves.toBe(true);
    expect(verify).not.toHaveBeenCalled();
    expect(callerOf(request)).toBeUndefined();
  });

  test('that controllers share is as open as each of them says', async () => {
    const closed = { code: 'unauthenticated' };
    const passes = (routes: new () => object) => pass('closed', requestOf({ headers: {} }), routes);
    await expect(passes(Closed)).rejects.toMatchObject(closed);
    await expect(passes(Opened)).resolves.toBe(true);
    await expect(passes(Closed)).rejects.toMatchObject(closed);
    await expect(passes(Opened)).resolves.toBe(true);
  });

  test('that two controllers share is what each of them says, whichever was asked first', async () => {
    const nobody = requestOf({ headers: {} });
    for (let time = 0; time < 2; time += 1) {
      await expect(pass('closed', nobody, OpenHeir)).resolves.toBe(true);
      await expect(pass('closed', nobody)).rejects.toMatchObject({ code: 'unauthenticated' });
    }
  });

  test('knows its caller', async () => {
    const request = requestOf();
    await expect(pass('closed', request)).resolves.toBe(true);
    expect(verify).toHaveBeenCalledWith('abc');
    expect(callerOf(request)).toStrictEqual({ tenantId: acme, subject: 'ada', scopes: claims.scopes });
    expect(header).not.toHaveBeenCalled();
  });

  test('tells the log who it is', async () => {
    const context = new RequestContext('req-1', '/', 'https://connector.example');
    await context.run(() => pass('closed'));
    expect(context.caller).toMatchObject({ tenantId: acme, subject: 'ada' });
  });
});

describe('a token', () => {
  test.each(['Bearer abc', 'bearer  a.b-c_d~e+f/g== ', 'BEARER abc='])('may come as %j', async (authorization) => {
    await expect(pass('closed', requestOf({ headers: { authorization } }))).resolves.toBe(true);
    expect(verify.mock.calls[0]?.[0]).toMatch(/^(abc=?|a\.b-c_d~e\+f\/g==)$/);
  });

  test.each([
    'abc',
    'Basic abc',
    'Bearer',
    'Bearer ',
    'Bearerabc',
    'Bearer a b',
    'Bearer a=b',
    'X Bearer abc',
    'Bearer abc;',
    '',
  ])('does not come as %j', async (authorization) => {
    const refused = pass('closed', requestOf({ headers: { authorization } }));
    await expect(refused).rejects.toMatchObject({ code: 'unauthenticated' });
    expect(verify).not.toHaveBeenCalled();
    expect(header.mock.calls).toEqual([['WWW-Authenticate', `${REALM}, error="invalid_token"`]]);
  });

  test('that does not count is challenged', async () => {
    verify.mockRejectedValue(unauthenticated('The token has expired.'));
    await expect(pass('closed')).rejects.toMatchObject({ status: 401, details: { remedy: expect.any(String) } });
    expect(header.mock.calls).toEqual([['WWW-Authenticate', `${REALM}, error="invalid_token"`]]);
  });

  test.each([new ConnectorError('overloaded', 'no keys'), new Error('what nobody foresaw'), { status: 401 }])(
    'that could not be checked is not',
    async (error) => {
      verify.mockRejectedValue(error);
      await expect(pass('closed')).rejects.toBe(error);
      expect(header).not.toHaveBeenCalled();
    },
  );

  test('of no tenant goes where any will do, and nowhere else', async () => {
    claims = { ...claims, tenantId: undefined };
    const request = requestOf();
    await expect(pass('anyTenant', request)).resolves.toBe(true);
    expect(callerOf(request)).toBeUndefined();
    await expect(pass('closed')).rejects.toMatchObject({ code: 'forbidden' });
  });

  test('for any tenant acts in the one of the header', async () => {
    claims = { ...claims, tenantId: undefined, scopes: new Set(['tenants:any']) };
    const request = requestOf({ headers: { authorization: 'Bearer abc', 'x-tenant-id': 'acme' } });
    await pass('closed', request);
    expect(callerOf(request)?.tenantId).toBe('acme');
  });
});

describe('a scope', () => {
  test('that the route needs opens it', async () => {
    await expect(pass('scoped')).resolves.toBe(true);
    await expect(pass('scopedForAny')).resolves.toBe(true);
  });

  test.each(['scoped', 'scopedForAny'] as const)('that the token lacks closes it (%s)', async (route) => {
    claims = { ...claims, scopes: new Set(['actions:read']) };
    await expect(pass(route)).rejects.toMatchObject({
      code: 'forbidden',
      message: expect.stringContaining('actions:run'),
      details: { remedy: expect.stringContaining('actions:run') },
    });
    expect(header.mock.calls).toEqual([
      ['WWW-Authenticate', `${REALM}, error="insufficient_scope", scope="actions:run"`],
    ]);
  });
});

describe('a token for one connection', () => {
  beforeEach(() => {
    claims = { ...claims, connectionId: 'con_1' };
  });

  test('goes to the paths of its connection, which the caller has', async () => {
    const request = requestOf({ params: { connectionId: 'con_1' } });
    await expect(pass('closed', request)).resolves.toBe(true);
    expect(callerOf(request)).toMatchObject({ connectionId: 'con_1' });
  });

  test('does not go anywhere else', async () => {
    const request = requestOf({ params: { connectionId: 'con_2' } });
    await expect(pass('closed', request)).rejects.toMatchObject({ code: 'forbidden' });
    expect(callerOf(request)).toBeUndefined();
  });

  test('goes where its own connection is meant', async () => {
    await expect(pass('ofItsConnection')).resolves.toBe(true);
  });
});

test('the challenge of a described resource says where, in quotes that hold', async () => {
  const context = new RequestContext('req-1', '/mcp/"', 'https://connector.example');
  await expect(context.run(() => pass('described', requestOf({ headers: {} })))).rejects.toMatchObject({ status: 401 });
  claims = { ...claims, scopes: new Set() };
  await expect(context.run(() => pass('described'))).rejects.toMatchObject({ status: 403 });
  expect(header.mock.calls.map(([, value]) => value)).toEqual([
    `${REALM}, ${METADATA}`,
    `${REALM}, ${METADATA}, error="insufficient_scope", scope="actions:run"`,
  ]);
});
