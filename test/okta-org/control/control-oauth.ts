import type { OauthClientChange, OauthClientInput, TokenSelection } from '../control-contract.ts';
import type { OauthServer } from '../oauth/oauth-server.ts';
import { noContent, ok } from '../server/reply.ts';
import type { ControlCall, ControlHandler } from './control-call.ts';

function serverOf({ runtime }: ControlCall): OauthServer {
  if (!runtime.oauth) throw new Error('no authorization server');
  return runtime.oauth;
}

/** Control operations of the authorization server, by method and path. */
export const oauthOperations: Record<string, ControlHandler> = {
  'POST oauth clients': (call) => ok(serverOf(call).registerClient(call.body as OauthClientInput)),
  'PATCH oauth clients': (call) => ok(serverOf(call).updateClient(call.body as OauthClientChange)),
  'GET oauth stats': (call) => ok(serverOf(call).stats(call.incoming.query.get('clientId') ?? undefined)),
  'GET oauth tokens': (call) => ok(serverOf(call).issuedTokens()),
  'DELETE oauth stats': (call) => {
    serverOf(call).clearStats();
    return noContent;
  },
  'POST oauth expire': (call) => ok({ tokens: serverOf(call).expireTokens(call.body as TokenSelection) }),
  'POST oauth revoke': (call) => ok({ tokens: serverOf(call).revokeTokens(call.body as TokenSelection) }),
  'POST oauth nonce': (call) => {
    serverOf(call).rotateNonce(call.body as { forget?: boolean });
    return noContent;
  },
};
