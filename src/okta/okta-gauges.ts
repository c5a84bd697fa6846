import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import type { ObservableResult } from '@opentelemetry/api';
import { Watch } from '../core/telemetry/meter.js';
import { RateGovernor } from './limits/rate-governor.js';
import { OktaClient } from './okta-client.js';
import { knownBucket, openCircuits, remainingRatio } from './okta-metrics.js';

/** What this process knows of the orgs: what is left of their limits, and which of them cannot be reached. */
@Injectable()
export class OktaGauges implements OnModuleInit, OnModuleDestroy {
  readonly #watch = new Watch();

  constructor(
    private readonly client: OktaClient,
    private readonly governor: RateGovernor,
  ) {}

  onModuleInit(): void {
    this.#watch
      .on(openCircuits, (result) => result.observe(this.client.openCircuits))
      .on(remainingRatio, (result) => this.#observeRatios(result));
  }

  onModuleDestroy(): void {
    this.#watch.end();
  }

  #observeRatios(result: ObservableResult): void {
    const lowest = new Map<string, number>();
    for (const { bucket, limit, remaining, endsInMs } of this.governor.windows()) {
      if (endsInMs <= 0 || limit <= 0) continue;
      const label = knownBucket(bucket);
      lowest.set(label, Math.min(lowest.get(label) ?? Infinity, remaining / limit));
    }
    for (const [bucket, ratio] of lowest) result.observe(ratio, { bucket });
  }
}
