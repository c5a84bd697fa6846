import type { ObservableGauge, ObservableResult } from '@opentelemetry/api';
import { Inject, Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import type { Config } from '../config.js';
import { CONFIG } from '../config.token.js';
import { QUEUES } from '../jobs/queues.js';
import { FreshReading } from './fresh-reading.js';
import { gauge, Watch } from './meter.js';
import { SharedFiguresRepository, type QueueFigures, type SharedFigure } from './shared-figures.repository.js';

/** What `shared_figures()` tells, and by which label. Every figure comes with every value of its label. */
const FIGURES: Record<string, { observed: ObservableGauge; label?: string }> = {
  connections: {
    observed: gauge({ name: 'okta_connector_connections', description: 'Connections by status' }),
    label: 'status',
  },
  connections_expiring: {
    observed: gauge({
      name: 'okta_connector_connections_expiring',
      description: 'Connections whose consent ends within seven days',
    }),
  },
  subscriptions: {
    observed: gauge({ name: 'okta_connector_subscriptions', description: 'Subscriptions by status' }),
    label: 'status',
  },
  poll_oldest_due: {
    observed: gauge({
      name: 'okta_connector_poll_oldest_due_seconds',
      description: 'How long the poll that waits longest is overdue',
    }),
  },
  deliveries_waiting: {
    observed: gauge({ name: 'okta_connector_deliveries_waiting', description: 'Deliveries that are due' }),
  },
  delivery_oldest_due: {
    observed: gauge({
      name: 'okta_connector_delivery_oldest_due_seconds',
      description: 'How long the delivery that waits longest is overdue, those of failing receivers left out',
    }),
  },
};

const jobs = gauge({ name: 'okta_connector_queue_jobs', description: 'Jobs by queue and state' });
const oldestJob = gauge({
  name: 'okta_connector_queue_oldest_age_seconds',
  description: 'Age of the oldest job that could be taken now',
});

const EMPTY = { waiting: 0, active: 0, failed: 0, oldestSeconds: 0 };

/** What is the same in every replica, read from the database by those that work. */
@Injectable()
export class SharedMetrics implements OnModuleInit, OnModuleDestroy {
  readonly #watch = new Watch();
  readonly #figures: FreshReading<SharedFigure[]>;
  readonly #queues: FreshReading<QueueFigures[]>;

  constructor(
    @Inject(CONFIG) private readonly config: Pick<Config, 'role'>,
    shared: SharedFiguresRepository,
  ) {
    this.#figures = new FreshReading(() => shared.figures());
    this.#queues = new FreshReading(() => shared.queues());
  }

  onModuleInit(): void {
    if (this.config.role === 'api') return;
    for (const [figure, { observed, label }] of Object.entries(FIGURES)) {
      this.#watch.on(observed, async (result) => {
        const found = (await this.#figures.latest()) ?? [];
        for (const one of found.filter((each) => each.figure === figure))
          result.observe(one.value, label === undefined ? {} : { [label]: one.label });
      });
    }
    this.#watch.on(jobs, (result) =>
      this.#eachQueue(({ queue, waiting, active, failed }) => {
        for (const [state, count] of Object.entries({ waiting, active, failed }))
          result.observe(count, { queue, state });
      }),
    );
    this.#watch.on(oldestJob, (result) =>
      this.#eachQueue(({ queue, oldestSeconds }) => observeAge(result, queue, oldestSeconds)),
    );
  }

  onModuleDestroy(): void {
    this.#watch.end();
  }

  async #eachQueue(observe: (figures: QueueFigures) => void): Promise<void> {
    const found = await this.#queues.latest();
    if (!found) return;
    for (const { name } of QUEUES) observe(found.find(({ queue }) => queue === name) ?? { queue: name, ...EMPTY });
  }
}

const observeAge = (result: ObservableResult, queue: string, oldestSeconds: number) =>
  result.observe(oldestSeconds, { queue });
