import { Global, Module, type OnApplicationShutdown } from '@nestjs/common';
import type { Config } from '../core/config.js';
import { CONFIG } from '../core/config.token.js';
import { EgressGuard } from './egress-guard.js';
import { DpopNonces } from './oauth/dpop-nonces.js';
import { OAuthTokenClient } from './oauth/oauth-token-client.js';
import { OktaClient } from './okta-client.js';
import { OrgDiscovery } from './org-discovery.js';

/** Okta's wire: the guarded way out, the client, and the discovery of orgs. */
@Global()
@Module({
  providers: [
    {
      provide: EgressGuard,
      inject: [CONFIG],
      useFactory: (config: Config) => new EgressGuard({ trustedOrigins: config.oktaDevOrigins }),
    },
    {
      provide: OktaClient,
      inject: [EgressGuard, CONFIG],
      useFactory: (guard: EgressGuard, { oktaTimeoutMs }: Config) =>
        new OktaClient(guard, { totalTimeoutMs: oktaTimeoutMs }),
    },
    DpopNonces,
    {
      provide: OAuthTokenClient,
      inject: [EgressGuard, DpopNonces],
      useFactory: (guard: EgressGuard, nonces: DpopNonces) => new OAuthTokenClient(guard, nonces),
    },
    {
      provide: OrgDiscovery,
      inject: [EgressGuard, CONFIG],
      useFactory: (guard: EgressGuard, config: Config) =>
        new OrgDiscovery(guard, { suffixes: config.oktaDomainSuffixes, devOrigins: config.oktaDevOrigins }),
    },
  ],
  exports: [EgressGuard, OktaClient, OrgDiscovery, DpopNonces, OAuthTokenClient],
})
export class OktaModule implements OnApplicationShutdown {
  constructor(private readonly guard: EgressGuard) {}

  async onApplicationShutdown(): Promise<void> {
    await this.guard.close();
  }
}
