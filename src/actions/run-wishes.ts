import { z } from 'zod';
import { ConnectorError } from '../core/errors.js';
import type { RouteHeader } from '../core/http/documented.decorator.js';

const NDJSON = 'application/x-ndjson';

/** The query of every route that runs something. */
export const RunQuery = z.strictObject({
  dryRun: z
    .enum(['true', 'false'])
    .optional()
    .describe('true answers with the request that would be sent, and sends nothing'),
});

/** The header of an idempotency key, for the OpenAPI document. */
export const IDEMPOTENCY_HEADER: RouteHeader = {
  name: 'Idempotency-Key',
  description:
    'Any text of your own for one run: the same key with the same body gives the first answer again for 24 hours, and never a second call',
  schema: { type: 'string', minLength: 1, maxLength: 255 },
};

/** The header that asks not to wait, for the OpenAPI document. */
export const PREFER_HEADER: RouteHeader = {
  name: 'Prefer',
  description: 'respond-async: answers 202 at once with the Location of the run (RFC 7240)',
  schema: { type: 'string' },
};

/** What the OpenAPI document says of a run that is not waited for. */
export const QUEUED = { 202: 'Queued: runId and status, and in Location where to ask for what comes of it' } as const;

export const IdempotencyKey = z.string().min(1).max(255);

/** How the caller wants it run. */
export interface RunWishes {
  mode: 'run' | 'queue' | 'dryRun' | 'stream';
  idempotencyKey: string | undefined;
}

/**
 * Reads the headers and the query of a run.
 * @throws ConnectorError `invalid_input`
 */
export function runWishes(headers: Record<string, string | undefined>, query: z.output<typeof RunQuery>): RunWishes {
  const idempotencyKey = readKey(headers['idempotency-key']);
  if (query.dryRun === 'true') return { mode: 'dryRun', idempotencyKey };
  const mode = prefersAsync(headers['prefer']) ? 'queue' : 'run';
  if (!headers['accept']?.includes(NDJSON)) return { mode, idempotencyKey };
  if (idempotencyKey === undefined) return { mode: 'stream', idempotencyKey };
  throw new ConnectorError('invalid_input', 'A stream cannot be given again. Send it without Idempotency-Key.');
}

/** RFC 7240, section 4.1. */
const prefersAsync = (prefer: string | undefined): boolean =>
  prefer?.split(',').some((preference) => /^\s*respond-async\s*(;|$)/i.test(preference)) ?? false;

function readKey(key: string | undefined): string | undefined {
  if (key === undefined || IdempotencyKey.safeParse(key).success) return key;
  throw new ConnectorError('invalid_input', 'The Idempotency-Key must have 1 to 255 characters.');
}
