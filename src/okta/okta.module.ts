import {
  Global,
  Module,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
  type OnModuleDestroy,
} from '@nestjs/common';
import type { Config } from '../core/config.js';
import { CONFIG } from '../core/config.token.js';
import { EgressGuard } from './egress-guard.js';
import { LiveReplicas } from './limits/live-replicas.js';
import { RateBudgetRepository } from './limits/rate-budget.repository.js';
import { RateGovernor } from './limits/rate-governor.js';
import { DpopNonces } from './oauth/dpop-nonces.js';
import { OAuthTokenClient } from './oauth/oauth-token-client.js';
import { OktaClient } from './okta-client.js';
import { OktaGauges } from './okta-gauges.js';
import { OrgDiscovery } from './org-discovery.js';
import { TriggerScopes } from './trigger-scopes.js';

/** Okta's wire: the guarded way out, the client, and the discovery of orgs. */
@Global()
@Module({
  providers: [
    {
      provide: EgressGuard,
      inject: [CONFIG],
      useFactory: (config: Config) => new EgressGuard({ trustedOrigins: config.oktaDevOrigins }),
    },
    RateBudgetRepository,
    {
      provide: LiveReplicas,
      inject: [RateBudgetRepository],
      useFactory: (budgets: RateBudgetRepository) => new LiveReplicas(budgets),
    },
    {
      provide: RateGovernor,
      inject: [RateBudgetRepository, LiveReplicas],
      useFactory: (budgets: RateBudgetRepository, live: LiveReplicas) =>
        new RateGovernor(budgets, { replicas: () => live.count }),
    },
    {
      provide: OktaClient,
      inject: [EgressGuard, CONFIG, RateGovernor],
      useFactory: (guard: EgressGuard, { oktaTimeoutMs }: Config, governor: RateGovernor) =>
        new OktaClient(guard, { totalTimeoutMs: oktaTimeoutMs, governor }),
    },
    OktaGauges,
    DpopNonces,
    TriggerScopes,
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
  exports: [EgressGuard, OktaClient, RateGovernor, OrgDiscovery, DpopNonces, OAuthTokenClient, TriggerScopes],
})
export class OktaModule implements OnApplicationBootstrap, OnModuleDestroy, OnApplicationShutdown {
  constructor(
    private readonly guard: EgressGuard,
    private readonly governor: RateGovernor,
    private readonly replicas: LiveReplicas,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.replicas.start();
  }

  /** While the database is still there. */
  async onModuleDestroy(): Promise<void> {
    await Promise.all([this.governor.close(), this.replicas.stop()]);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.guard.close();
  }
}
