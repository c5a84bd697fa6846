import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { invalidInput } from '../../core/http/validation.js';
import type { JsonSchema } from '../../okta/profile-schema/profile-json-schema.js';
import type { ProfileKind } from '../../okta/schemas/profile-place.js';
import type { Caller } from '../../tenancy/caller.js';
import { OrgReader } from '../org-reads/org-reader.js';
import type { RegisteredAction } from '../registry.js';
import { placeProfiles, profileKindsIn, type ProfileSchemas as SchemasByKind } from './place-profiles.js';
import { ProfileSchemas, type SchemaChoice } from './profile-schemas.service.js';

const Id = z.string().min(1).max(100);

/** What of an unfinished input decides about the schema; all the rest may still be missing or wrong. */
const Choosing = z.looseObject({ type: z.looseObject({ id: Id.optional() }).optional(), appId: Id.optional() });

/** The schemas of an action for one org. */
export interface OrgSchemas {
  inputSchema: JsonSchema;
  outputSchema: JsonSchema;
}

/** Puts the org's own profile attributes into the schemas of an action. */
@Injectable()
export class OrgSchemasService {
  constructor(
    private readonly reader: OrgReader,
    private readonly profiles: ProfileSchemas,
  ) {}

  /** @throws ConnectorError `insufficient_scope`, `connection_not_ready`, `okta_not_found` and what else Okta refuses */
  async of(
    caller: Caller,
    connectionId: string,
    { action, input }: { action: RegisteredAction; input: Record<string, unknown> },
  ): Promise<OrgSchemas> {
    const session = await this.reader.open(caller.tenantId, connectionId);
    const choices = choicesOf(action, input);
    this.reader.assertReadable(
      session,
      choices.flatMap((choice) => this.profiles.operations(choice)),
    );
    const found = await Promise.all(
      choices.map(async (choice) => [choice.kind, await this.profiles.get(session, choice)] as const),
    );
    const profiles: SchemasByKind = Object.fromEntries(found);
    const { schemas } = action;
    return {
      inputSchema: placeProfiles(schemas.input, 'input', profiles),
      outputSchema: placeProfiles(schemas.output, 'output', profiles),
    };
  }
}

/** Which schemas the action needs. The profile of an app that is not chosen yet stays as open as the catalogue has it. */
function choicesOf({ schemas }: RegisteredAction, input: Record<string, unknown>): SchemaChoice[] {
  const kinds = profileKindsIn([schemas.input, schemas.output]);
  if (kinds.length === 0) return [];
  const { success, data, error } = Choosing.safeParse(input);
  if (!success) throw invalidInput(error.issues, { prefix: ['input'] });
  return kinds.flatMap((kind) => choiceOf(kind, data) ?? []);
}

function choiceOf(kind: ProfileKind, { type, appId }: z.output<typeof Choosing>): SchemaChoice | undefined {
  if (kind === 'user') return { kind, userTypeId: type?.id };
  if (kind === 'group') return { kind };
  return appId === undefined ? undefined : { kind, appId };
}
