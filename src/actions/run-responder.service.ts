import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { RunRequest } from './action-runner.js';
import { ActionRunner } from './action-runner.js';
import { DryRuns } from './dry-run/dry-runs.service.js';
import { RunAnswers } from './idempotency/run-answers.service.js';
import type { GivenReply } from './idempotency/run-reply.js';
import { PageStream } from './page-stream.js';
import { QueuedRuns } from './queue/queued-runs.service.js';
import type { RunWishes } from './run-wishes.js';

/** Runs, streams or plans, as the caller wishes, and answers: for every route that runs something. */
@Injectable()
export class RunResponder {
  constructor(
    private readonly runner: ActionRunner,
    private readonly answers: RunAnswers,
    private readonly dryRuns: DryRuns,
    private readonly stream: PageStream,
    private readonly queued: QueuedRuns,
  ) {}

  async respond(request: RunRequest, wishes: RunWishes, reply: FastifyReply): Promise<void> {
    if (wishes.mode === 'stream') {
      const lines = await this.stream.open(await this.runner.prepare(request));
      await reply.status(200).type('application/x-ndjson').send(lines);
    } else if (wishes.mode === 'dryRun') {
      await reply.status(200).send(await this.dryRuns.plan(request));
    } else if (wishes.mode === 'queue') {
      void reply.header('Preference-Applied', 'respond-async');
      await sendReply(await this.queued.enqueue({ ...request, idempotencyKey: wishes.idempotencyKey }), reply);
    } else {
      await sendReply(await this.answers.answer({ ...request, idempotencyKey: wishes.idempotencyKey }), reply);
    }
  }
}

async function sendReply(given: GivenReply, reply: FastifyReply): Promise<void> {
  const { status, contentType, body, retryAfterSeconds, location, replayed } = given;
  if (retryAfterSeconds !== undefined) void reply.header('Retry-After', String(retryAfterSeconds));
  if (location !== undefined) void reply.header('Location', location);
  if (replayed) void reply.header('Idempotent-Replayed', 'true');
  await reply
    .status(status)
    .type(contentType)
    .serializer((text) => String(text))
    .send(body);
}
