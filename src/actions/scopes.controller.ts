import { Controller, Get, Inject } from '@nestjs/common';
import { z } from 'zod';
import { Documented } from '../core/http/documented.decorator.js';
import { OKTA_SCOPES } from '../okta/okta-scopes.js';
import { DEFAULT_SCOPES } from '../okta/requested-scopes.js';
import { TriggerScopes } from '../okta/trigger-scopes.js';
import { AnyValidToken } from '../tenancy/access.decorators.js';
import { ActionRegistry } from './registry.js';

const ScopesAnswer = z.object({
  data: z.array(
    z.object({
      scope: z.string(),
      default: z.boolean().describe('Asked for where a connection names no scopes'),
      actions: z.array(z.string()).describe('Actions that need it; those of a .read scope work with .manage too'),
      triggers: z.array(z.string()).describe('Triggers that need it, params.enrich left aside'),
    }),
  ),
});

/** The Okta scopes known, and what needs them. */
@Controller('v1/scopes')
@AnyValidToken()
export class ScopesController {
  constructor(
    @Inject(ActionRegistry) private readonly registry: ActionRegistry,
    private readonly triggerScopes: TriggerScopes,
  ) {}

  @Get()
  @Documented({
    summary: 'List the Okta scopes',
    description:
      'Every scope that the Management API knows, whether a new connection asks for it where no scopes are given, and what needs it. A .manage scope includes its .read.',
    answer: ScopesAnswer,
  })
  list(): z.input<typeof ScopesAnswer> {
    const defaults: ReadonlySet<string> = new Set(DEFAULT_SCOPES);
    const actions = this.registry.list();
    const needing = (scope: string) =>
      actions.filter(({ requiredScopes }) => requiredScopes.includes(scope)).map(({ id }) => id);
    return {
      data: OKTA_SCOPES.map((scope) => ({
        scope,
        default: defaults.has(scope),
        actions: needing(scope),
        triggers: this.triggerScopes.needing(scope),
      })),
    };
  }
}
