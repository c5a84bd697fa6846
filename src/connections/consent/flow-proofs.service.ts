import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { TenantId } from '../../core/tenant-id.js';
import { SecretBox, type SealedSecret, type SecretPlace } from '../../tokens/secret-box.js';
import type { OauthFlow } from './oauth-flow.repository.js';

/** What shows Okta, and us, that start and callback belong together (RFC 7636; OpenID Connect Core, 3.1.2.1). */
const FlowProof = z.object({ nonce: z.string(), codeVerifier: z.string() });

export type FlowProof = z.output<typeof FlowProof>;

type FlowKey = Pick<OauthFlow, 'connectionId' | 'startHash'>;

/** Seals what a flow must give back; bound to the flow, so that no row's secret opens in another row. */
@Injectable()
export class FlowProofs {
  constructor(private readonly box: SecretBox) {}

  sealLink(tenant: TenantId, flow: FlowKey, token: string): Promise<SealedSecret> {
    return this.box.seal({ ...placeOf(tenant, flow, 'link'), plaintext: token });
  }

  openLink(tenant: TenantId, flow: OauthFlow): Promise<string> {
    return this.box.open({ ...flow, ...placeOf(tenant, flow, 'link') });
  }

  seal(tenant: TenantId, flow: FlowKey, proof: FlowProof): Promise<SealedSecret> {
    return this.box.seal({ ...placeOf(tenant, flow, 'proof'), plaintext: JSON.stringify(proof) });
  }

  async open(tenant: TenantId, flow: OauthFlow): Promise<FlowProof> {
    return FlowProof.parse(JSON.parse(await this.box.open({ ...flow, ...placeOf(tenant, flow, 'proof') })));
  }
}

function placeOf(tenantId: TenantId, { connectionId, startHash }: FlowKey, what: 'link' | 'proof'): SecretPlace {
  return { tenantId, connectionId, field: `oauthFlow:${what}:${startHash.toString('base64url')}` };
}
