import { CreateConnection, type ConnectionAuth } from '../../connections/connection.schema.js';
import { invalidInput } from '../../core/http/validation.js';
import type { ConnectSession } from '../sessions/connect-session.js';
import type { SessionProgress, Way } from '../sessions/session-progress.js';
import type { Secrets } from '../sessions/session-secrets.service.js';

export interface CredentialParts {
  session: ConnectSession;
  way: Way;
  scopes: string[];
  entered: SessionProgress['entered'];
  secrets: Secrets;
}

/**
 * What the API would be given for a connection with these credentials.
 * @throws ConnectorError `invalid_input` with pointers
 */
export function connectionInput(parts: CredentialParts): CreateConnection & { auth: ConnectionAuth } {
  const { session, entered } = parts;
  const { progress, region } = session;
  const parsed = CreateConnection.safeParse({
    name: entered.name,
    domain: progress.org?.domain,
    region,
    // Who wants nothing to be changed gets it said by us, before Okta is asked.
    readOnly: session.scopes === null && progress.choice?.preset === 'reading',
    auth: authOf(parts),
  });
  if (parsed.success) return parsed.data;
  throw invalidInput(parsed.error.issues);
}

function authOf({ session, way, scopes, entered, secrets }: CredentialParts): object {
  const { clientId, keyId } = entered;
  if (way === 'apiToken') return { type: 'apiToken', apiToken: secrets.apiToken };
  if (way === 'consent') {
    const { returnUrl } = session;
    return { type: 'authorizationCode', clientId, clientSecret: secrets.clientSecret, scopes, returnUrl };
  }
  const common = { type: 'clientCredentials', clientId, scopes };
  if (way === 'keyless') return { ...common, keySource: 'generated' };
  return { ...common, ...(keyId !== '' && { keyId }), privateKey: keyOf(secrets.privateKey ?? '') };
}

/** A key as JSON is a JWK; text that is no JSON after all is left for the key's reader to refuse. */
function keyOf(text: string): unknown {
  if (!text.startsWith('{')) return text;
  try {
    const jwk: unknown = JSON.parse(text);
    return jwk;
  } catch {
    return text;
  }
}
