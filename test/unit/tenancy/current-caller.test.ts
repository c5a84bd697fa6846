import { expect, test } from '@jest/globals';
import type { ExecutionContext } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { callerOf, setCaller, type Caller } from '../../../src/tenancy/caller.js';
import { CurrentCaller } from '../../../src/tenancy/current-caller.decorator.js';
import { acme } from '../fake-database.ts';

class Routes {
  route(@CurrentCaller() _caller: Caller) {}
}

const request = () => ({ raw: {} }) as Parameters<typeof callerOf>[0];

/** What the decorator gives to the route. */
function inject(from: ReturnType<typeof request>): unknown {
  const [argument] = Object.values<{ factory: (data: unknown, context: ExecutionContext) => unknown }>(
    Reflect.getMetadata(ROUTE_ARGS_METADATA, Routes, 'route') as Record<string, never>,
  );
  const context = { switchToHttp: () => ({ getRequest: () => from }) } as unknown as ExecutionContext;
  return argument?.factory(undefined, context);
}

test('a route gets the caller that the guard has verified', () => {
  const [mine, other] = [request(), request()];
  const caller: Caller = { tenantId: acme, subject: 'ada', scopes: new Set() };
  setCaller(mine, caller);
  expect(inject(mine)).toBe(caller);
  expect([callerOf(mine), callerOf(other)]).toEqual([caller, undefined]);
});

test('there is none on a public route, which is a mistake', () => {
  expect(() => inject(request())).toThrow('no caller');
});
