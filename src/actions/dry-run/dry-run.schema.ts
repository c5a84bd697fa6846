import { z } from 'zod';

const Planned = z.object({
  method: z.string(),
  path: z.string().describe('With encoded segments; what only Okta can name is in braces'),
  query: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
  body: z.unknown().describe('With its secrets masked; null where there is none'),
});

/** What a run would send; the answer with `dryRun=true`. */
export const DryRunAnswer = z.object({
  dryRun: z.literal(true),
  request: Planned.nullable().describe('The first request; null where none is needed for this input'),
  requests: z.array(Planned).describe("All that are certain; the rest depends on Okta's answers"),
  oktaRoutes: z.array(z.string()).describe('All that the action may send'),
});

/** A request as it would be sent, with its secrets masked. */
export type PlannedRequest = z.output<typeof Planned>;
