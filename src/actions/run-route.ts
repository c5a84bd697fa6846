import { z } from 'zod';
import { OKTA_PROBLEMS } from '../okta/okta-problems.js';
import { DryRunAnswer } from './dry-run/dry-run.schema.js';
import { RUN_PROBLEMS, RunAnswer } from './run-answer.js';
import { IDEMPOTENCY_HEADER, PREFER_HEADER, QUEUED } from './run-wishes.js';

/** The body of every route that runs something; the input itself is checked by the schema of what is run. */
export const RunBody = z.strictObject({ input: z.record(z.string(), z.unknown()).default({}) });

/** What the OpenAPI document says of every such route. */
export const RUN_ROUTE = {
  answer: z.union([RunAnswer, DryRunAnswer]),
  headers: [IDEMPOTENCY_HEADER, PREFER_HEADER],
  others: QUEUED,
  problems: [...OKTA_PROBLEMS, ...RUN_PROBLEMS],
};
