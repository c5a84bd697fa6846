import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { ActionRunner, type RunRequest } from '../action-runner.js';
import type { DryRunAnswer } from './dry-run.schema.js';
import { plannedRequests } from './planned-requests.js';

/** Says what a run would send, after the same checks, and sends nothing; no run is recorded. */
@Injectable()
export class DryRuns {
  constructor(private readonly runner: ActionRunner) {}

  /** @throws ConnectorError what is refused without Okta: action, connection, permissions, input, cursor */
  async plan(request: RunRequest): Promise<z.output<typeof DryRunAnswer>> {
    const { action, input } = await this.runner.prepare(request);
    const requests = await plannedRequests(action.definition, input);
    return { dryRun: true, request: requests[0] ?? null, requests, oktaRoutes: action.routes };
  }
}
