import { z } from 'zod';

/**
 * What a scheduled subscription remembers between its windows, and between the pages of one. Rows are written by this
 * service alone; what cannot be read counts as nothing remembered, but for the revision: without it nothing could be written.
 */
const StateSchema = z.object({
  /** Rises with each commit: who holds an older one has been overtaken and writes nothing. */
  revision: z.int().min(0),
  /** End of the window that is half done; it stays when the service goes on later. */
  until: z.string().optional(),
  /** Failed attempts in a row. */
  failures: z.int().min(0).optional(),
  /** The present status reason is of the schedule. */
  complained: z.boolean().optional(),
  /** `failing_since` was set by the schedule. */
  refused: z.boolean().optional(),
  /** What the search of the trigger remembers. */
  memory: z.unknown().optional(),
});

export type ScheduleState = z.output<typeof StateSchema>;

export function readState(value: unknown): ScheduleState {
  const { data } = StateSchema.safeParse(value);
  return data ?? { revision: StateSchema.pick({ revision: true }).safeParse(value).data?.revision ?? 0 };
}
