import { countBy, LAGS, seconds } from '../core/telemetry/meter.js';
import { failSpan, inSpan, traceparent, withoutLibrarySpans } from '../core/telemetry/spans.js';
import type { Receipt } from './delivery-verdict.js';
import type { DueDelivery } from './due-delivery.js';

type AttemptOutcome = 'delivered' | 'refused' | 'failed' | 'blocked';

const count = countBy<AttemptOutcome>({
  name: 'okta_connector_delivery_attempts_total',
  description: 'Attempts to deliver by outcome',
  label: 'outcome',
  values: ['delivered', 'refused', 'failed', 'blocked'],
});

const lag = seconds(
  {
    name: 'okta_connector_delivery_lag_seconds',
    description: 'From storing an event to its first successful delivery',
  },
  LAGS,
);

/** Counts an attempt; one that we broke off ourselves is none. @returns its outcome, for its span */
export function countDelivery({ createdAt }: Pick<DueDelivery, 'createdAt'>, receipt: Receipt): string {
  if (receipt.error === 'aborted') return 'aborted';
  const outcome = outcomeOf(receipt);
  count(outcome);
  if (outcome === 'delivered') lag.record(Math.max(0, Date.now() - Date.parse(createdAt)) / 1_000);
  return outcome;
}

/**
 * Makes an attempt as a span of the trace that the delivery comes from, and counts it.
 * @param post sends it with these headers besides: `traceparent`, where the span is recorded
 */
export function observeDelivery(
  delivery: DueDelivery,
  { url, triggerId }: { url: URL; triggerId: string },
  post: (headers: Record<string, string>) => Promise<Receipt>,
): Promise<Receipt> {
  const attributes = {
    'server.address': url.host,
    'okta_connector.trigger': triggerId,
    'okta_connector.attempt': delivery.attempt,
  };
  return inSpan({ name: 'delivery', kind: 'CLIENT', attributes, parent: delivery.traceparent }, async (span) => {
    const present = traceparent();
    const receipt = await withoutLibrarySpans(() => post(present === undefined ? {} : { traceparent: present }));
    if (receipt.status !== undefined) span.setAttribute('http.response.status_code', receipt.status);
    const outcome = countDelivery(delivery, receipt);
    span.setAttribute('okta_connector.outcome', outcome);
    if (outcome !== 'delivered') failSpan(span, outcome);
    return receipt;
  });
}

function outcomeOf({ status = 0, error }: Receipt): AttemptOutcome {
  if (error === 'refused') return 'blocked';
  if (status >= 200 && status < 300) return 'delivered';
  return status >= 400 && status < 500 ? 'refused' : 'failed';
}
