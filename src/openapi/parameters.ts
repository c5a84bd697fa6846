import { IDEMPOTENCY_HEADER, PREFER_HEADER } from '../actions/run-wishes.js';
import type { Parameter } from './openapi-types.js';
import { TENANT_HEADER } from './tenant-header.js';

/** A header of Standard Webhooks. */
const webhookHeader = (name: string, description: string): Parameter => ({
  name,
  in: 'header',
  required: true,
  description,
  schema: { type: 'string' },
});

/** Parameters that many operations share, by the name of their component. */
export const SHARED_PARAMETERS = {
  ConnectionId: {
    name: 'connectionId',
    in: 'path',
    required: true,
    description: 'The connection whose org is acted on',
    schema: { type: 'string' },
  },
  DryRun: {
    name: 'dryRun',
    in: 'query',
    description: 'true answers with the request that would be sent, and sends nothing',
    schema: { type: 'boolean', default: false },
  },
  IdempotencyKey: { ...IDEMPOTENCY_HEADER, in: 'header' },
  Prefer: { ...PREFER_HEADER, in: 'header' },
  TenantId: TENANT_HEADER,
  WebhookId: webhookHeader('webhook-id', 'The same over all attempts and replays: know by it what was seen before'),
  WebhookTimestamp: webhookHeader('webhook-timestamp', 'When this attempt was signed, in seconds since 1970'),
  WebhookSignature: webhookHeader(
    'webhook-signature',
    'v1,… over id, timestamp and body; several, parted by blanks, while a secret is rotated',
  ),
} as const satisfies Record<string, Parameter>;

/** A reference to a shared parameter. */
export const parameter = (name: keyof typeof SHARED_PARAMETERS) => ({ $ref: `#/components/parameters/${name}` });

/** What the parameters of paths mean that controllers take without saying it. */
export const PATH_PARAMETERS: Readonly<Record<string, string>> = {
  actionId: 'The id of an action, such as suspend-user',
  connectionId: 'The id of a connection, con_…',
  deliveryId: 'The id of a delivery, dlv_…',
  flow: 'The consent that the link is for',
  hookId: 'The event hook, as in its URL',
  operationId: "The operation's id in Okta's OpenAPI document, such as listUsers",
  name: 'The name of the file',
  runId: 'The id of a run, run_…',
  session: 'The key in the link of a connect session',
  source:
    'What is picked: users, groups, apps, groupRules, eventTypes, userTypes, factors, roles, policies, zones or devices',
  subscriptionId: 'The id of a subscription, sub_…',
  triggerId: 'The id of a trigger, such as user-account-locked',
};
