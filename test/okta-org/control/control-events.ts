import { setImmediate as breathe } from 'node:timers/promises';
import type { LogEventInput, LogEventResult } from '../control-contract.ts';
import type { EmitRequest, EmitResult, EmitTemplate, HookDelivery, StaleCursors } from '../event-contract.ts';
import type { LogEntry } from '../log/log-event.ts';
import { SYSTEM_PARTY, userParty } from '../log/log-parties.ts';
import type { Reply } from '../server/reply.ts';
import { noContent, ok } from '../server/reply.ts';
import type { OrgState } from '../state/org-state.ts';
import type { ControlCall, ControlHandler } from './control-call.ts';

/** How many events are written at one go; between goes the hooks get their turn. */
const AT_ONE_GO = 2_000;

function entryOf(org: OrgState, { userId, actor, targets, ...entry }: EmitTemplate): LogEntry {
  const user = userId === undefined ? undefined : org.users.get(userId);
  const party = user && userParty(user);
  return { ...entry, actor: actor ?? party ?? SYSTEM_PARTY, targets: targets ?? (party ? [party] : []) };
}

function addLogEvents({ runtime: { org }, body }: ControlCall): Reply {
  const inputs = (Array.isArray(body) ? body : [body]) as LogEventInput[];
  const added: LogEventResult[] = inputs.map(({ late, ...input }) => {
    const times = late || input.published === undefined ? {} : { persistedAt: Date.parse(input.published) };
    return org.logs.add(entryOf(org, input), times).event;
  });
  return ok(added);
}

async function emit({ runtime: { org }, body }: ControlCall): Promise<Reply> {
  const { events, count = events.length, lateMs = 0, hooks = true } = body as EmitRequest;
  const entries = events.map((event) => entryOf(org, event));
  const result: EmitResult = { uuids: [] };
  for (let written = 0; written < count; written += 1) {
    const entry = entries[written % entries.length];
    if (!entry) throw new Error('emit needs events');
    const times = lateMs > 0 ? { publishedAt: org.now() - lateMs } : {};
    const stored = hooks ? org.logs.add(entry, times) : org.logs.addSilently(entry, times);
    result.uuids.push(stored.uuid);
    // oxlint-disable-next-line no-await-in-loop -- one go after the other
    if (written % AT_ONE_GO === AT_ONE_GO - 1) await breathe();
  }
  return ok(result);
}

/** Uuids of the whole log in order of persistence, or of some event types. */
function logUuids({ runtime: { org }, incoming }: ControlCall): Reply {
  const types = incoming.query.getAll('eventType');
  const chosen = org.logs.all().filter(({ entry }) => types.length === 0 || types.includes(entry.eventType));
  return ok(chosen.map(({ uuid }) => uuid));
}

function staleCursors({ runtime: { org }, body }: ControlCall): Reply {
  org.logCursors.expire((body as StaleCursors).errorCode);
  return noContent;
}

/** Control operations of the System Log and the event hooks, by method and path. */
export const eventOperations: Record<string, ControlHandler> = {
  'POST log-events': addLogEvents,
  'POST emit': emit,
  'GET log-size': ({ runtime: { org } }) => ok({ events: org.logs.size }),
  'GET log-uuids': logUuids,
  'POST stale-cursors': staleCursors,
  'GET hook-delivery': ({ runtime }) => ok(runtime.hooks.delivery),
  'POST hook-delivery': ({ runtime, body }) => ok(runtime.hooks.change(body as Partial<HookDelivery>)),
  'GET hook-stats': ({ runtime }) => ok(runtime.hooks.stats()),
};
