import { randomBytes } from 'node:crypto';
import type { ClientMetadata } from 'oidc-provider';
import type { OauthClientChange, OauthClientInput, OauthClientResult } from '../control-contract.ts';

/** A registered OAuth client: what the provider needs, and Okta's own settings. */
export interface RegisteredClient {
  metadata: ClientMetadata;
  settings: OauthClientInput;
}

function hasKeys(input: OauthClientInput): boolean {
  return input.jwks !== undefined || input.jwksUri !== undefined;
}

function grantTypesOf({ kind, refreshGrant = true }: OauthClientInput): string[] {
  if (kind !== 'web') return ['client_credentials'];
  return refreshGrant ? ['authorization_code', 'refresh_token'] : ['authorization_code'];
}

function metadataOf(input: OauthClientInput, clientId: string, secret: string | null): ClientMetadata {
  const web = input.kind === 'web';
  return {
    client_id: clientId,
    client_name: input.clientName ?? clientId,
    ...(secret !== null && { client_secret: secret }),
    ...(hasKeys(input) && { jwks: { keys: (input.jwks?.keys ?? []).map((key) => ({ ...key }) as never) } }),
    application_type: 'web',
    redirect_uris: web ? [...(input.redirectUris ?? [])] : [],
    response_types: web ? ['code'] : [],
    grant_types: grantTypesOf(input),
    token_endpoint_auth_method: hasKeys(input) ? 'private_key_jwt' : 'client_secret_basic',
    dpop_bound_access_tokens: input.dpopBound ?? false,
  };
}

/** The keys at an address, none where they cannot be had. */
async function fetchKeys(jwksUri: string): Promise<ClientMetadata['jwks']> {
  try {
    const response = await fetch(jwksUri, { headers: { accept: 'application/json' } });
    const { keys } = (await response.json()) as { keys?: never[] };
    return { keys: keys ?? [] };
  } catch {
    return { keys: [] };
  }
}

/**
 * OAuth clients of the org. Custom service apps authenticate by private_key_jwt only, OIN service integrations
 * (`service-secret`) by secret (developer.okta.com/docs/guides/build-api-integration).
 */
export class ClientRegistry {
  private readonly clients = new Map<string, RegisteredClient>();

  register(input: OauthClientInput): OauthClientResult {
    if (input.kind === 'service' && !hasKeys(input)) throw new Error('a service app needs jwks or jwksUri');
    const clientId = input.clientId ?? `0oa${randomBytes(9).toString('hex').slice(0, 17)}`;
    const clientSecret = hasKeys(input) ? null : (input.clientSecret ?? randomBytes(30).toString('base64url'));
    this.clients.set(clientId, { metadata: metadataOf(input, clientId, clientSecret), settings: input });
    return { clientId, clientSecret };
  }

  /** @throws Error where no such client is registered */
  update({ clientId, ...change }: OauthClientChange): OauthClientResult {
    const known = this.clients.get(clientId);
    if (!known) throw new Error(`no such client: ${clientId}`);
    const secret = known.metadata.client_secret;
    return this.register({
      ...(secret !== undefined && { clientSecret: secret }),
      ...known.settings,
      ...change,
      clientId,
    });
  }

  find(clientId: string): RegisteredClient | undefined {
    return this.clients.get(clientId);
  }

  /** What the provider must know, with the keys as they are at `jwksUri` now. */
  async metadataOf(clientId: string): Promise<ClientMetadata | undefined> {
    const client = this.clients.get(clientId);
    const { jwksUri } = client?.settings ?? {};
    return client && jwksUri !== undefined ? { ...client.metadata, jwks: await fetchKeys(jwksUri) } : client?.metadata;
  }
}
