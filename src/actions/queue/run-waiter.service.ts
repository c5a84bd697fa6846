import { setTimeout as delay } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { Draining } from '../../core/http/draining.js';
import type { TenantId } from '../../core/tenant-id.js';
import type { Run } from '../runs/run.js';
import { RunRepository } from '../runs/run.repository.js';

const LOOK_EVERY_MS = 250;

/** Waits for runs to end, whichever process does them. */
@Injectable()
export class RunWaiter {
  constructor(
    private readonly runs: RunRepository,
    private readonly draining: Draining,
  ) {}

  /** The run as it stands when it has ended, when the time is over, or when this process ends; undefined: there is none. */
  async find(tenant: TenantId, id: string, waitMs: number): Promise<Run | undefined> {
    const until = performance.now() + waitMs;
    const signal = this.draining.finishing;
    for (;;) {
      const run = await this.runs.find(tenant, id);
      const left = until - performance.now();
      if (!run || hasEnded(run) || left <= 0 || signal.aborted) return run;
      await delay(Math.min(left, LOOK_EVERY_MS), undefined, { signal }).catch(() => undefined);
    }
  }
}

const hasEnded = ({ status }: Run): boolean => status === 'succeeded' || status === 'failed';
