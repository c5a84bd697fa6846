import type { ExchangeResult } from '../exchange.js';
import type { SecretMethod } from './client-authentication.js';
import type { OAuthClient } from './oauth-client.js';
import { oauthErrorOf } from './token-failure.js';

/** What Okta lets one find out only by asking: whether the app wants proofs, and how it wants its secret. */
export interface RequestPlan {
  proof: 'sent' | 'left out';
  secretMethod: SecretMethod;
  otherMethodTried: 'no' | 'yes';
}

/** Whether a proof goes along from the first attempt. */
export function sendsProof({ dpop: { mode, bound } }: OAuthClient): boolean {
  return mode === 'always' || (mode === 'auto' && bound);
}

/**
 * How to ask again after an answer that shows that the app wants it otherwise; undefined where it does not. Okta has
 * not acted on a request that it answers so. Pure.
 */
export function nextPlan(
  plan: RequestPlan,
  { client, posted }: { client: OAuthClient; posted: ExchangeResult | undefined },
): RequestPlan | undefined {
  const error = refusalOf(posted);
  if (error === 'invalid_dpop_proof' && plan.proof === 'left out' && client.dpop.mode === 'auto') {
    return { ...plan, proof: 'sent' };
  }
  const hasSecret = client.authentication.kind === 'clientSecret';
  if (error !== 'invalid_client' || !hasSecret || plan.otherMethodTried === 'yes') return undefined;
  return { ...plan, secretMethod: otherMethod(plan.secretMethod), otherMethodTried: 'yes' };
}

/** The OAuth error of a refusal, where it is one. */
export function refusalOf(posted: ExchangeResult | undefined): string | undefined {
  const refused =
    posted?.kind === 'answer' && (posted.status === 400 || posted.status === 401 || posted.status === 403);
  return refused ? oauthErrorOf(posted) : undefined;
}

export const otherMethod = (method: SecretMethod): SecretMethod => (method === 'basic' ? 'post' : 'basic');
