import { z } from 'zod';
import type { Config } from '../core/config.js';

/** The metadata of a protected resource (RFC 9728, section 2), by which a client finds whom to ask for a token. */
export const ProtectedResource = z.object({
  resource: z.string().describe('What a token is asked for; the value of the parameter `resource` (RFC 8707)'),
  authorization_servers: z.array(z.string()).optional(),
  scopes_supported: z.array(z.string()),
  bearer_methods_supported: z.array(z.string()),
  resource_name: z.string(),
  resource_documentation: z.string(),
});

/** Of the MCP endpoint at `path`. Pure. */
export function protectedResource(
  { publicUrl, auth }: Pick<Config, 'publicUrl' | 'auth'>,
  path: string,
): z.output<typeof ProtectedResource> {
  const { issuer, audience } = auth.mode === 'issuer' ? auth : {};
  const address = `${publicUrl}${path}`;
  return {
    resource: audience !== undefined && covers(audience, address) ? audience : address,
    ...(issuer !== undefined && { authorization_servers: [issuer] }),
    scopes_supported: ['actions:run'],
    bearer_methods_supported: ['header'],
    resource_name: 'Okta connector',
    resource_documentation: `${publicUrl}/docs`,
  };
}

/** Whether tokens for `audience` are tokens for `address`: an issuer that binds tokens (RFC 8707) then gives the right ones. */
function covers(audience: string, address: string): boolean {
  if (!URL.canParse(audience)) return false;
  const [wide, narrow] = [new URL(audience), new URL(address)];
  return wide.origin === narrow.origin && slashed(narrow.pathname).startsWith(slashed(wide.pathname));
}

const slashed = (path: string) => path.replace(/\/?$/, '/');
