import type { Span } from '@opentelemetry/api';
import type { Pool } from 'undici';
import { failSpan, inSpan, withoutLibrarySpans } from '../core/telemetry/spans.js';
import { exchange, type ExchangeRequest, type ExchangeResult } from './exchange.js';
import type { OktaOrg } from './okta-request.js';
import { bucketLabel, countAttempt, outcomeOf } from './okta-metrics.js';

/** What is known of an attempt besides the request. */
export interface AttemptFacts {
  org: Pick<OktaOrg, 'origin'>;
  /** 1 for the first. */
  attempt: number;
  /** The path as Okta documents it; without one the bucket stands for it. Never a rendered path. */
  route?: string | undefined;
}

/** `exchange` with Okta: timed, counted, and a span. Okta is not told of the trace. */
export function oktaExchange(
  pool: Pool,
  request: ExchangeRequest,
  { org, attempt, route }: AttemptFacts,
): Promise<ExchangeResult> {
  const { method, target } = request;
  const bucket = bucketLabel(method, target);
  const attributes = {
    'http.request.method': method,
    'server.address': org.origin.slice(org.origin.indexOf('//') + 2),
    'okta.bucket': bucket,
    'okta.attempt': attempt,
    ...(route !== undefined && { 'url.template': route }),
  };
  return inSpan({ name: `Okta ${route ?? bucket}`, kind: 'CLIENT', attributes }, async (span) => {
    const startedAt = performance.now();
    const result = await withoutLibrarySpans(() => exchange(pool, request));
    countAttempt(bucket, result, performance.now() - startedAt);
    describe(span, result);
    return result;
  });
}

function describe(span: Span, result: ExchangeResult): void {
  if (result.kind === 'answer') span.setAttribute('http.response.status_code', result.status);
  const outcome = outcomeOf(result);
  if (outcome === '2xx') return;
  if (outcome === '4xx') span.setAttribute('error.type', outcome);
  else failSpan(span, outcome);
}
