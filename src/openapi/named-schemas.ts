import type { z } from 'zod';
import { ActionAnswer } from '../actions/catalogue-view.js';
import { DryRunAnswer } from '../actions/dry-run/dry-run.schema.js';
import { RunAnswer } from '../actions/run-answer.js';
import { RunWithAnswer } from '../actions/runs/runs.controller.js';
import { ConnectionAnswer } from '../connections/connection-answer.schema.js';
import { DeliveryAnswer } from '../deliveries/deliveries.controller.js';
import { CustomRole, RoleAssignment } from '../okta/schemas/admin-role.js';
import { AppGroup, AppUser } from '../okta/schemas/app-assignment.js';
import { AppCredentials } from '../okta/schemas/app-input.js';
import { Application } from '../okta/schemas/app.js';
import { CredentialsInput } from '../okta/schemas/credentials.js';
import { Device } from '../okta/schemas/device.js';
import { EventHook, HookChannel, HookEvents } from '../okta/schemas/event-hook.js';
import { Factor } from '../okta/schemas/factor.js';
import { Campaign, Grant } from '../okta/schemas/governance.js';
import { GroupPushMapping } from '../okta/schemas/group-push.js';
import { GroupRule } from '../okta/schemas/group-rule.js';
import { Group } from '../okta/schemas/group.js';
import { ImportSession } from '../okta/schemas/identity-source.js';
import { LogEvent } from '../okta/schemas/log-event.js';
import { Policy, PolicyRule } from '../okta/schemas/policy.js';
import { ProfileSchema } from '../okta/schemas/profile-schema.js';
import { Realm } from '../okta/schemas/realm.js';
import { ListedUser, NewUserProfile, User } from '../okta/schemas/user.js';
import { NetworkZone } from '../okta/schemas/zone.js';
import { DeliveryEnvelope, EnrichmentError } from '../triggers/catalog/payloads.js';
import {
  SubscriptionAnswer,
  SubscriptionWithSecretAnswer,
} from '../triggers/subscriptions/subscription-answer.schema.js';
import { TriggerAnswer } from '../triggers/trigger-view.js';
import { schemaOf } from './json-schema.js';
import type { JsonSchema } from './openapi-types.js';
import type { SharedParts } from './trigger-webhooks.js';

const OWN = {
  Action: ActionAnswer,
  Connection: ConnectionAnswer,
  Delivery: DeliveryAnswer,
  DeliveryEnvelope,
  DryRun: DryRunAnswer,
  EnrichmentError,
  LoggedRun: RunWithAnswer,
  Run: RunAnswer,
  Subscription: SubscriptionAnswer,
  SubscriptionWithSecret: SubscriptionWithSecretAnswer,
  Trigger: TriggerAnswer,
};

/** Objects of Okta that several actions give or take. */
const OKTA = {
  AppCredentials,
  AppGroup,
  AppUser,
  Application,
  Campaign,
  CredentialsInput,
  CustomRole,
  Device,
  EventHook,
  Factor,
  Grant,
  Group,
  GroupPushMapping,
  GroupRule,
  HookChannel,
  HookEvents,
  ImportSession,
  ListedUser,
  LogEvent,
  NetworkZone,
  NewUserProfile,
  Policy,
  PolicyRule,
  ProfileSchema,
  Realm,
  RoleAssignment,
  User,
};

/** The schemas that have a name in the document, and in clients made from it. */
export function namedSchemas(): Record<string, JsonSchema> & SharedParts {
  const schemas: Record<string, z.ZodType> = { ...OWN, ...OKTA };
  const named = Object.entries(schemas).map(([name, schema]) => [name, shown(schema)]);
  return { ...Object.fromEntries(named), DeliveryEnvelope: shown(DeliveryEnvelope), LogEvent: shown(LogEvent) };
}

const shown = (schema: z.ZodType): JsonSchema => schemaOf(schema, 'output').schema;
