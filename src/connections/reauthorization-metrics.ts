import { countBy } from '../core/telemetry/meter.js';

const REASONS = ['revoked', 'rotation_lost', 'other'] as const;
type Reason = (typeof REASONS)[number];

const count = countBy<Reason>({
  name: 'okta_connector_reauthorizations_required_total',
  description: 'Connections that became reauthorizationRequired, by reason',
  label: 'reason',
  values: REASONS,
});

/** Counts a connection that must be authorized again, by what the audit trail says of it. */
export function countReauthorization(detail: unknown): void {
  const reason = typeof detail === 'object' && detail !== null && 'reason' in detail ? detail.reason : undefined;
  count(REASONS.find((known) => known === reason) ?? 'other');
}
