import 'reflect-metadata';
import { setTimeout as wait } from 'node:timers/promises';
import { OVERLOAD_LIMITS } from '../../src/core/http/overload-limits.ts';
import { SHUTDOWN_TIMES } from '../../src/core/http/shutdown.ts';
import { DEFAULT_DELIVERY_SETTINGS } from '../../src/deliveries/delivery-settings.ts';
import type { EventIntake } from '../../src/triggers/events/event-intake.service.ts';
import { HookCalls } from '../../src/triggers/hooks/hook-calls.service.ts';
import { readEnvelope } from '../../src/triggers/hooks/hook-envelope.ts';
import { LogPositions } from '../../src/triggers/polling/log-position.repository.ts';
import type { ServiceChanges } from './service-replica.ts';

// Loaded before the service, in its process: shorter times, and for controls a protection less.

const { hurry, answerBeforeCommitMs, patientHooks, unlimited, drainMs, atOnce } = JSON.parse(
  process.env['SERVICE_CHANGES'] ?? '{}',
) as ServiceChanges;

if (hurry) {
  const { leaseSeconds, timeoutMs, pollSeconds } = hurry;
  // Jobs of the dead hold their places for a while, for which a small run has no time.
  Object.assign(DEFAULT_DELIVERY_SETTINGS, { leaseSeconds, timeoutMs, jobsPerTenant: 50 });
  // oxlint-disable-next-line unbound-method -- called with the `this` of who is changed
  const { lease, advance } = LogPositions.prototype;
  LogPositions.prototype.lease = function hasty(tenant, connectionId) {
    return lease.call(this, tenant, connectionId, leaseSeconds);
  };
  LogPositions.prototype.advance = function hasty(position, { dueInSeconds, ...progress }) {
    return advance.call(this, position, { ...progress, dueInSeconds: Math.min(dueInSeconds, pollSeconds) });
  };
}

if (answerBeforeCommitMs !== undefined) {
  // oxlint-disable-next-line unbound-method -- as above
  const { receive } = HookCalls.prototype;
  HookCalls.prototype.receive = async function early(...call) {
    void wait(answerBeforeCommitMs)
      .then(() => receive.apply(this, call))
      .catch(() => undefined);
  };
}

if (patientHooks) {
  HookCalls.prototype.receive = async function patient({ tenantId, connectionId }, body) {
    const intake = Reflect.get(this, 'intake') as EventIntake;
    await intake.accept({ tenantId, connectionId, source: 'hook', events: readEnvelope(body)?.events ?? [] });
  };
}

if (atOnce !== undefined) Object.assign(OVERLOAD_LIMITS.lanes.ordinary, { most: atOnce, least: atOnce });

if (unlimited) {
  OVERLOAD_LIMITS.memoryShare = Infinity;
  for (const limits of Object.values(OVERLOAD_LIMITS.lanes)) limits.most = Infinity;
}

if (drainMs !== undefined) SHUTDOWN_TIMES.drainMs = drainMs;
