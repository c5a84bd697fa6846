import { z } from 'zod';

const Party = z.looseObject({ id: z.string().nullable().optional(), type: z.string().nullable().optional() });

/** Also for the database, which knows neither a year 0 nor offsets of a day. */
const isTimestamp = (text: string): boolean => Date.parse(text) > 0 && !/[+-](1[5-9]|2\d):?\d\d$/.test(text);

/** What of an event of the System Log this service looks at; all else is passed on as it came. */
export const LogEvent = z.looseObject({
  uuid: z.string().regex(/^[\x21-\x7e]{1,100}$/),
  published: z.iso.datetime({ offset: true }).refine(isTimestamp),
  eventType: z.string().min(1).max(200),
  actor: Party.nullable().optional(),
  target: z.array(Party).nullable().optional(),
  outcome: z.looseObject({ result: z.string().nullable().optional() }).nullable().optional(),
});

export type LogEvent = z.output<typeof LogEvent>;
