import type { Incoming } from '../server/incoming.ts';
import type { Reply } from '../server/reply.ts';
import type { ClientRegistry } from './client-registry.ts';
import { loadApiScopes, openidScopes } from './oauth-scopes.ts';

const STATE = /^[A-Za-z0-9,._-]+$/;
const known = new Set([...openidScopes, ...loadApiScopes()]);

function faultOf(query: URLSearchParams): [error: string, description: string] | undefined {
  const state = query.get('state');
  if (state === null || state === '') return ['invalid_request', "The 'state' parameter is required."];
  if (!STATE.test(state)) return ['invalid_request', "The 'state' parameter contains invalid characters."];
  const scopes = (query.get('scope') ?? '').split(' ').filter(Boolean);
  if (scopes.length === 0)
    return [
      'invalid_scope',
      'The authorization server resource does not have any configured default scopes, scope must be provided.',
    ];
  if (scopes.some((scope) => !known.has(scope))) {
    return ['invalid_scope', 'One or more scopes are not configured for the authorization server resource.'];
  }
  return undefined;
}

/** Okta's own rules for /authorize: state is required and of a small alphabet, unknown scopes are an error. */
export function refuseAuthorize(incoming: Incoming, clients: ClientRegistry): Reply | undefined {
  const { query } = incoming;
  if (incoming.path !== '/oauth2/v1/authorize' || incoming.method !== 'GET') return undefined;
  const fault = faultOf(query);
  if (!fault) return undefined;
  const redirectUri = query.get('redirect_uri') ?? '';
  const client = clients.find(query.get('client_id') ?? '');
  if (!client?.metadata.redirect_uris?.includes(redirectUri)) return undefined;
  const location = new URL(redirectUri);
  const state = query.get('state');
  const [error, description] = fault;
  if (state !== null) location.searchParams.set('state', state);
  location.searchParams.set('error', error);
  location.searchParams.set('error_description', description);
  return { status: 302, headers: { Location: location.href } };
}

/** The provider drops offline_access without prompt=consent; Okta does not ask for that. */
export function withConsentPrompt(incoming: Incoming): string {
  const query = new URLSearchParams(incoming.query);
  const asks = (query.get('scope') ?? '').split(' ').includes('offline_access') && !query.has('prompt');
  if (asks) query.set('prompt', 'consent');
  return query.size > 0 ? `${incoming.path}?${query.toString()}` : incoming.path;
}
