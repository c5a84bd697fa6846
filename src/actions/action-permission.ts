import type { OktaSession } from '../connections/okta-session.js';
import { ConnectorError } from '../core/errors.js';
import { scopeCovered } from '../okta/okta-scopes.js';
import type { RegisteredAction } from './registry.js';

type Permissions = Pick<OktaSession, 'readOnly' | 'grantedScopes'>;
type GrantedScopes = OktaSession['grantedScopes'];

/**
 * Refuses, before anything is sent, what the connection may not or cannot do.
 * @throws ConnectorError `read_only_connection`, `insufficient_scope`
 */
export function assertPermitted(action: RegisteredAction, permissions: Permissions): void {
  const refusal = refusalOf(action, permissions);
  if (refusal) throw refusal;
}

/** Why the connection may not run the action; undefined when it may. */
export function refusalOf(action: RegisteredAction, permissions: Permissions): ConnectorError | undefined {
  const { readOnly, grantedScopes } = permissions;
  if (readOnly && action.effect !== 'read') return readOnlyConnection(action);
  if (!grantedScopes) return action.oauthOnly ? oauthOnly(action) : undefined;
  const missingScopes = missingScopesOf(action, permissions);
  return missingScopes.length > 0 ? insufficientScope(missingScopes) : undefined;
}

/** The scopes that the action needs and the connection's token lacks. */
export function missingScopesOf(
  { requiredScopes, oauthOnly: needsOauth }: Pick<RegisteredAction, 'requiredScopes' | 'oauthOnly'>,
  { grantedScopes }: Pick<Permissions, 'grantedScopes'>,
): string[] {
  if (!grantedScopes) return needsOauth ? requiredScopes : [];
  return notCovered(requiredScopes, grantedScopes);
}

/**
 * For what is read from the org without being an action of the catalogue.
 * @throws ConnectorError `insufficient_scope`
 */
export function assertScopes(scopes: readonly string[], grantedScopes: GrantedScopes): void {
  const missingScopes = grantedScopes ? notCovered(scopes, grantedScopes) : [];
  if (missingScopes.length > 0) throw insufficientScope(missingScopes);
}

function notCovered(scopes: readonly string[], granted: ReadonlySet<string>): string[] {
  return scopes.filter((scope) => !scopeCovered(scope, granted));
}

/**
 * Refuses, once the input is known, parts that this input needs and others do not.
 * @throws ConnectorError `insufficient_scope`
 */
export function assertInputPermitted(
  { definition }: RegisteredAction,
  input: Record<string, unknown>,
  { grantedScopes }: Permissions,
): void {
  if (!grantedScopes || definition.kind !== 'composite') return;
  const parts = (definition.mayUse ?? []).filter((use) => use.when(input)).flatMap(({ part }) => part.scopes);
  const missingScopes = [...new Set(parts)].filter((scope) => !scopeCovered(scope, grantedScopes));
  if (missingScopes.length > 0) throw insufficientScope(missingScopes);
}

function readOnlyConnection({ id, definition }: RegisteredAction): ConnectorError {
  return new ConnectorError('read_only_connection', `The connection is read-only, so ${id} was not run.`, {
    remedy: `Ask an Okta administrator to do this in the Admin Console ("${definition.title}"), or set readOnly to false on the connection.`,
  });
}

function oauthOnly({ id, requiredScopes }: RegisteredAction): ConnectorError {
  return new ConnectorError(
    'insufficient_scope',
    `Okta takes ${id} with an OAuth access token only, not with an API token.`,
    {
      missingScopes: requiredScopes,
      remedy: 'Connect the org by consent or by client credentials, with the scopes named in missingScopes.',
    },
  );
}

function insufficientScope(missingScopes: string[]): ConnectorError {
  return new ConnectorError('insufficient_scope', `The connection lacks ${missingScopes.join(', ')}.`, {
    missingScopes,
    remedy: 'Grant the scopes to the app in Okta (Okta API Scopes), then authorize the connection again.',
  });
}
