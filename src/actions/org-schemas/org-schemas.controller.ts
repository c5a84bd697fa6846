import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { Documented } from '../../core/http/documented.decorator.js';
import { OKTA_PROBLEMS } from '../../okta/okta-problems.js';
import { RequireScope } from '../../tenancy/access.decorators.js';
import type { Caller } from '../../tenancy/caller.js';
import { CurrentCaller } from '../../tenancy/current-caller.decorator.js';
import { ActionRegistry } from '../registry.js';
import { OrgSchemasService, type OrgSchemas } from './org-schemas.service.js';

const SchemaBody = z
  .strictObject({
    input: z
      .record(z.string(), z.unknown())
      .default({})
      .describe('The input so far; type.id chooses a user type, appId an app'),
  })
  .default({ input: {} });

const SchemasAnswer = z.object({
  inputSchema: z.looseObject({}).describe('JSON Schema 2020-12'),
  outputSchema: z.looseObject({}).describe('JSON Schema 2020-12'),
});

@Controller('v1/connections/:connectionId/actions')
export class OrgSchemasController {
  constructor(
    @Inject(ActionRegistry) private readonly registry: ActionRegistry,
    private readonly schemas: OrgSchemasService,
  ) {}

  @Post(':actionId/schema')
  @HttpCode(200)
  @RequireScope('actions:run')
  @Documented({
    summary: "Read an action's schemas for this org",
    description:
      "The catalogue's schemas with the org's own profile attributes: those of users (of the user type in the input, or of the default one), of groups, and of the users of the app in the input. Nothing is run.",
    example: { input: {} },
    answer: SchemasAnswer,
    problems: [...OKTA_PROBLEMS],
  })
  read(
    @CurrentCaller() caller: Caller,
    @Param() { connectionId, actionId }: { connectionId: string; actionId: string },
    @Body({ schema: SchemaBody }) { input }: z.output<typeof SchemaBody>,
  ): Promise<OrgSchemas> {
    return this.schemas.of(caller, connectionId, { action: this.registry.get(actionId), input });
  }
}
