import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { ObservableResult } from '@opentelemetry/api';
import { Inject, Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import type { Config } from '../config.js';
import { CONFIG } from '../config.token.js';
import { RequestsInFlight } from '../http/requests-in-flight.js';
import { VERSION } from '../version.js';
import { gauge, Watch } from './meter.js';

const info = gauge({ name: 'okta_connector_info', description: '1 while the process runs' });
const inFlight = gauge({ name: 'okta_connector_requests_in_flight', description: 'Requests being answered' });
const memory = gauge({ name: 'okta_connector_memory_bytes', description: 'Memory of the process' });
const loopDelay = gauge({
  name: 'okta_connector_event_loop_delay_seconds',
  description: 'Delay of the event loop over the last scrape',
});

const RESOLUTION_MS = 10;
const NANOSECONDS = 1e9;
const QUANTILES = ['0.5', '0.99'];

/** The process itself: its memory, its event loop, what it is answering. */
@Injectable()
export class ProcessMetrics implements OnModuleInit, OnModuleDestroy {
  readonly #watch = new Watch();
  readonly #delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS });

  constructor(
    @Inject(CONFIG) private readonly config: Pick<Config, 'role'>,
    private readonly requests: RequestsInFlight,
  ) {}

  onModuleInit(): void {
    const { role } = this.config;
    this.#delays.enable();
    this.#watch
      .on(info, (result) => result.observe(1, { version: VERSION, role }))
      .on(inFlight, (result) => result.observe(this.requests.total))
      .on(memory, observeMemory)
      .on(loopDelay, (result) => this.#observeDelay(result));
  }

  onModuleDestroy(): void {
    this.#watch.end();
    this.#delays.disable();
  }

  /** What is measured is the time between two turns, which the resolution is part of. */
  #observeDelay(result: ObservableResult): void {
    for (const quantile of QUANTILES) {
      const between = this.#delays.percentile(Number(quantile) * 100) / NANOSECONDS;
      result.observe(Math.max(0, between - RESOLUTION_MS / 1_000), { quantile });
    }
    this.#delays.reset();
  }
}

function observeMemory(result: ObservableResult): void {
  const { rss, heapUsed, external } = process.memoryUsage();
  result.observe(rss, { kind: 'resident' });
  result.observe(heapUsed, { kind: 'heap_used' });
  result.observe(external, { kind: 'external' });
}
