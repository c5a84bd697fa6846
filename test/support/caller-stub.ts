import { expect } from '@jest/globals';
import { Controller, Get, Module } from '@nestjs/common';
import { RequestContext } from '../../src/core/http/request-context.js';
import { AnyValidToken, Public, RequireScope } from '../../src/tenancy/access.decorators.js';
import type { Caller } from '../../src/tenancy/caller.js';
import { CurrentCaller } from '../../src/tenancy/current-caller.decorator.js';

@Controller('stub')
class StubController {
  @Get('caller')
  caller(@CurrentCaller() caller: Caller) {
    return { ...caller, scopes: [...caller.scopes], known: RequestContext.find()?.caller?.tenantId };
  }

  @Get('run')
  @RequireScope('actions:run')
  run() {
    return {};
  }

  @Get('catalogue')
  @AnyValidToken()
  catalogue() {
    return {};
  }

  @Get('open')
  @Public()
  open() {
    return {};
  }

  @Get('confused')
  @AnyValidToken()
  confused(@CurrentCaller() caller: Caller) {
    return caller;
  }
}

/** Routes of every kind of access. */
@Module({ controllers: [StubController] })
export class CallerStubModule {}

/** Expects the status and the code of a problem, and gives the problem. */
export async function expectRefusal(
  response: Response,
  status: number,
  code: string,
): Promise<Record<string, unknown>> {
  const problem = (await response.json()) as Record<string, unknown>;
  expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  expect({ status: response.status, code: problem['code'] }).toEqual({ status, code });
  return problem;
}
