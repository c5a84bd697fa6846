import { randomBytes } from 'node:crypto';
import type { ClientMetadata } from 'oidc-provider';
import type { OauthClientInput, OauthClientResult } from '../control-contract.ts';

/** A registered OAuth client: what the provider needs, and Okta's own settings. */
export interface RegisteredClient {
  metadata: ClientMetadata;
  settings: OauthClientInput;
}

function authMethod(input: OauthClientInput): 'private_key_jwt' | 'client_secret_basic' {
  return input.jwks ? 'private_key_jwt' : 'client_secret_basic';
}

function metadataOf(input: OauthClientInput, clientId: string, secret: string | null): ClientMetadata {
  const web = input.kind === 'web';
  return {
    client_id: clientId,
    client_name: input.clientName ?? clientId,
    ...(secret !== null && { client_secret: secret }),
    ...(input.jwks && { jwks: { keys: input.jwks.keys } }),
    application_type: 'web',
    redirect_uris: web ? [...(input.redirectUris ?? [])] : [],
    response_types: web ? ['code'] : [],
    grant_types: web ? ['authorization_code', 'refresh_token'] : ['client_credentials'],
    token_endpoint_auth_method: authMethod(input),
    dpop_bound_access_tokens: input.dpopBound ?? false,
  };
}

/**
 * OAuth clients of the org. Custom service apps authenticate by private_key_jwt only, OIN service integrations
 * (`service-secret`) by secret (developer.okta.com/docs/guides/build-api-integration).
 */
export class ClientRegistry {
  private readonly clients = new Map<string, RegisteredClient>();

  register(input: OauthClientInput): OauthClientResult {
    if (input.kind === 'service' && !input.jwks) throw new Error('a service app needs jwks');
    const clientId = input.clientId ?? `0oa${randomBytes(9).toString('hex').slice(0, 17)}`;
    const clientSecret = input.jwks ? null : randomBytes(30).toString('base64url');
    this.clients.set(clientId, { metadata: metadataOf(input, clientId, clientSecret), settings: input });
    return { clientId, clientSecret };
  }

  find(clientId: string): RegisteredClient | undefined {
    return this.clients.get(clientId);
  }
}
