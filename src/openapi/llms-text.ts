/** How much there is to link to. */
export interface Extent {
  actions: number;
  triggers: number;
  operations: number;
}

const HOW_TO = `Every request but those for these documents needs \`Authorization: Bearer <JWT>\` of the platform's issuer; the token says
the tenant. Bodies and answers are JSON in camelCase. Every answer outside 2xx is \`application/problem+json\` (RFC 9457):
decide on \`code\`, read \`detail\` and \`remedy\`.

How to run an action:

1. Find it: \`GET /v1/actions?q=suspend\`; its \`inputSchema\` says what it takes, \`requiredScopes\` what it needs.
2. Find the connection to the tenant's org: \`GET /v1/connections\`. Connect one with \`POST /v1/connections\`.
3. See whether it would work there: \`GET /v1/connections/{connectionId}/actions?q=suspend\` (\`available\`, \`missingScopes\`).
4. Run it: \`POST /v1/connections/{connectionId}/actions/suspend-user\` with \`{"input": {"userId": "ada@acme.example"}}\` and
   an \`Idempotency-Key\` of your own, so that it is done once whatever happens. \`?dryRun=true\` only shows the request.
5. Lists: \`limit\` and \`cursor\` in the input, \`{items, nextCursor}\` in the output; or \`Accept: application/x-ndjson\` for all.

How to hear of events:

1. Find the trigger: \`GET /v1/triggers?q=locked\`.
2. \`POST /v1/connections/{connectionId}/subscriptions\` with \`{"triggerId": "user-account-locked", "delivery": {"type":
   "webhook", "url": "https://…"}}\`. Keep \`signingSecret\`: it is shown once.
3. Verify each delivery as Standard Webhooks says (\`webhook-id\`, \`webhook-timestamp\`, \`webhook-signature\`) and answer 2xx.
   Without a public address take \`{"type": "pull"}\` and \`GET /v1/subscriptions/{subscriptionId}/events?wait=20\`.`;

/** What this service is and where its documents are, for language models (https://llmstxt.org). */
export function llmsText(publicUrl: string, { actions, triggers, operations }: Extent): string {
  const link = (title: string, path: string, note: string) => `- [${title}](${publicUrl}${path}): ${note}`;
  return `# Okta connector

> A multi-tenant service that connects an integration platform to its customers' Okta orgs: one REST API with ${actions}
> actions ("suspend this user") and ${triggers} triggers ("a user was locked out"), and the other operations of Okta's
> Management API (${operations} in all).

${HOW_TO}

## Documents

${link('OpenAPI 3.1', '/openapi.json', 'every route, one path for each action, one webhook for each trigger')}
${link('API reference', '/docs', 'the same for people')}
${link('Error codes', '/docs/errors', 'meaning, cause and what to do, one anchor for each code')}

## Catalogues

These need a bearer token.

${link('Actions', '/v1/actions', 'ids, JSON Schemas, Okta scopes, admin roles, examples; search with q, family, limit, cursor')}
${link('Triggers', '/v1/triggers', 'ids, params, payloads, event types, Okta scopes')}
${link("Operations of Okta's API", '/v1/operations', 'all others, run with POST …/operations/{operationId}')}
${link('Capabilities', '/v1/capabilities', 'what an administrator grants for a purpose: scopes and roles')}
${link('Okta scopes', '/v1/scopes', 'which there are and what needs them')}

## Optional

${link('Regions', '/v1/regions', 'callback URLs for consent in the browser')}
`;
}
