import { Controller, Get, Inject } from '@nestjs/common';
import { z } from 'zod';
import { Documented } from '../../core/http/documented.decorator.js';
import { TriggerScopes } from '../../okta/trigger-scopes.js';
import { AnyValidToken } from '../../tenancy/access.decorators.js';
import { ActionRegistry } from '../registry.js';
import { capabilityViews } from './capabilities.js';
import { CAPABILITIES } from './capability-table.js';

const CapabilitiesAnswer = z.object({
  data: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      description: z.string(),
      effect: z.enum(['read', 'write', 'destructive']).describe("The strongest of its actions' effects"),
      actions: z.array(z.string()),
      triggers: z.array(z.string()),
      requiredScopes: z.array(z.string()).describe('Okta scopes for all of it; a .manage scope includes its .read'),
      requiredRoles: z
        .array(z.string())
        .describe('Standard admin roles, any one of which suffices for its actions. Event hooks take a super admin'),
    }),
  ),
});

/** What an administrator has to grant, by what the integration shall do. */
@Controller('v1/capabilities')
@AnyValidToken()
export class CapabilitiesController {
  constructor(
    @Inject(ActionRegistry) private readonly registry: ActionRegistry,
    private readonly triggerScopes: TriggerScopes,
  ) {}

  @Get()
  @Documented({
    summary: 'List capabilities with the scopes and admin roles that they need',
    description:
      'What an administrator grants for a purpose, such as password reset: its actions and triggers with their scopes and roles together.',
    answer: CapabilitiesAnswer,
  })
  list(): z.input<typeof CapabilitiesAnswer> {
    return {
      data: capabilityViews(CAPABILITIES, {
        find: (id) => this.registry.find(id),
        scopesOf: (triggerId) => this.triggerScopes.of(triggerId),
      }),
    };
  }
}
