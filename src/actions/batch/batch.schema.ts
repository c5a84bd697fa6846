import { z } from 'zod';
import { IdempotencyKey } from '../run-wishes.js';
import { RunAnswer } from '../run-answer.js';

const MAX_RUNS = 100;

const BatchRun = z.strictObject({
  actionId: z.string().min(1).max(100).describe('The id of an action'),
  input: z.record(z.string(), z.unknown()).default({}).describe("The action's input"),
  idempotencyKey: IdempotencyKey.optional().describe('As the header Idempotency-Key of a single run'),
});

/** Up to 100 runs; like every body it has 1 MB at most. */
export const BatchBody = z.strictObject({
  runs: z.array(BatchRun).min(1).max(MAX_RUNS).describe('What to run, on this connection'),
  concurrency: z.int().min(1).max(10).default(5).describe('How many run at once; 1 runs them one after the other'),
  stopOnError: z
    .boolean()
    .default(false)
    .describe('True starts no further run once one has failed; those already begun are finished'),
});

export type BatchRequest = z.output<typeof BatchBody>;

/** Each result is what a single run would have answered. */
export const BatchAnswer = z.object({
  results: z
    .array(
      z.union([RunAnswer.extend({ status: z.literal(200) }), z.looseObject({ status: z.int(), code: z.string() })]),
    )
    .describe('One for each run, in the order of the request: a run with status 200, or a problem with its own status'),
});
