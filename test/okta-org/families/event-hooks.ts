import { isDeepStrictEqual } from 'node:util';
import { hookParty } from '../log/log-parties.ts';
import { OktaError, resourceNotFound, validationFailed } from '../okta-error.ts';
import type { Reply } from '../server/reply.ts';
import { noContent, ok } from '../server/reply.ts';
import type { Call, Route } from '../server/route.ts';
import { logChange } from '../server/route.ts';
import type { EventHookRecord } from '../state/event-hooks.ts';
import { MAX_ACTIVE_HOOKS } from '../state/event-hooks.ts';
import { faultOfChallenge } from './event-hook-challenge.ts';
import { readHook } from './event-hook-input.ts';

const BASE = '/api/v1/eventHooks';

/** By default super admins alone see and manage event hooks (developer.okta.com/docs/guides/hooks-best-practices). */
function refuseOthers({ actor }: Call): void {
  if (actor.role !== 'super') throw new OktaError('E0000006');
}

function pathHook(call: Call): EventHookRecord {
  refuseOthers(call);
  const id = call.params['eventHookId'] ?? '';
  const hook = call.org.eventHooks.get(id);
  if (!hook) throw resourceNotFound(id, 'EventHook');
  return hook;
}

function linksOf({ id, status, verificationStatus }: EventHookRecord, baseUrl: string): Record<string, unknown> {
  const self = `${baseUrl}${BASE}/${id}`;
  const post = (name: string): Record<string, unknown> => ({
    [name]: { href: `${self}/lifecycle/${name}`, hints: { allow: ['POST'] } },
  });
  if (status === 'INACTIVE') {
    return { ...post('activate'), self: { href: self }, delete: { href: self, hints: { allow: ['DELETE'] } } };
  }
  return {
    self: { href: self },
    ...(verificationStatus === 'UNVERIFIED' && post('verify')),
    ...post('deactivate'),
  };
}

/** A hook as Okta returns it: the secret never comes back. */
function renderHook(hook: EventHookRecord, baseUrl: string): Record<string, unknown> {
  const { eventTypes, conditions, channel, description, ...visible } = hook;
  const eventFilterMap = conditions.map(({ event, expression }) => ({
    event,
    condition: { version: null, expression },
  }));
  return {
    ...visible,
    ...(description !== null && { description }),
    events: {
      type: 'EVENT_TYPE',
      items: eventTypes,
      filter: conditions.length > 0 ? { type: 'EXPRESSION_LANGUAGE', eventFilterMap } : null,
    },
    channel: {
      type: 'HTTP',
      version: '1.0.0',
      config: {
        uri: channel.uri,
        headers: channel.headers,
        method: 'POST',
        authScheme: channel.auth && { type: 'HEADER', key: channel.auth.key },
      },
    },
    _links: linksOf(hook, baseUrl),
  };
}

/** Stores what a request changed, writes it into the System Log, and answers with the hook. */
function saved(call: Call, hook: EventHookRecord, what: string): Reply {
  call.org.eventHooks.put(hook);
  report(call, hook, what);
  return ok(renderHook(hook, call.baseUrl));
}

function report(call: Call, hook: EventHookRecord, what: string): void {
  logChange(call, { eventType: `event_hook.${what}`, targets: [hookParty(hook)] });
}

function changed(call: Call, hook: EventHookRecord, change: Partial<EventHookRecord>): EventHookRecord {
  return { ...hook, ...change, lastUpdated: call.org.isoNow() };
}

function listHooks(call: Call): Reply {
  refuseOthers(call);
  return ok([...call.org.eventHooks.scan()].map(({ record }) => renderHook(record, call.baseUrl)));
}

function refuseTooMany(call: Call): void {
  const active = [...call.org.eventHooks.scan()].filter(({ record }) => record.status === 'ACTIVE');
  if (active.length < MAX_ACTIVE_HOOKS) return;
  throw validationFailed('eventHook', `The org has reached the maximum of ${MAX_ACTIVE_HOOKS} active event hooks`);
}

function createHook(call: Call): Reply {
  refuseOthers(call);
  const input = readHook(call.body);
  refuseTooMany(call);
  const now = call.org.isoNow();
  const hook: EventHookRecord = {
    id: call.org.ids.take('who'),
    status: 'ACTIVE',
    verificationStatus: 'UNVERIFIED',
    ...input,
    created: now,
    createdBy: call.actor.userId ?? null,
    lastUpdated: now,
  };
  return saved(call, hook, 'created');
}

/** A hook whose channel changed has to be verified again; without a secret in the request the old one is gone. */
function replaceHook(call: Call): Reply {
  const hook = pathHook(call);
  const input = readHook(call.body);
  const verificationStatus = isDeepStrictEqual(input.channel, hook.channel) ? hook.verificationStatus : 'UNVERIFIED';
  return saved(call, changed(call, hook, { ...input, verificationStatus }), 'updated');
}

async function verifyHook(call: Call): Promise<Reply> {
  const { channel } = pathHook(call);
  const fault = await faultOfChallenge(channel);
  if (fault !== undefined) throw validationFailed('eventHook', fault);
  return saved(call, changed(call, pathHook(call), { verificationStatus: 'VERIFIED' }), 'verified');
}

function activateHook(call: Call): Reply {
  const hook = pathHook(call);
  if (hook.status === 'ACTIVE') return ok(renderHook(hook, call.baseUrl));
  refuseTooMany(call);
  return saved(call, changed(call, hook, { status: 'ACTIVE' }), 'activated');
}

function deactivateHook(call: Call): Reply {
  const hook = pathHook(call);
  if (hook.status === 'INACTIVE') return ok(renderHook(hook, call.baseUrl));
  return saved(call, changed(call, hook, { status: 'INACTIVE' }), 'deactivated');
}

function deleteHook(call: Call): Reply {
  const hook = pathHook(call);
  if (hook.status === 'ACTIVE') throw validationFailed('eventHook', 'An ACTIVE event hook cannot be deleted');
  call.org.eventHooks.remove(hook.id);
  report(call, hook, 'deleted');
  return noContent;
}

export const eventHookRoutes: Route[] = [
  { method: 'GET', path: BASE, handle: listHooks },
  { method: 'POST', path: BASE, handle: createHook },
  {
    method: 'GET',
    path: `${BASE}/{eventHookId}`,
    handle: (call) => ok(renderHook(pathHook(call), call.baseUrl)),
  },
  { method: 'PUT', path: `${BASE}/{eventHookId}`, handle: replaceHook },
  { method: 'DELETE', path: `${BASE}/{eventHookId}`, handle: deleteHook },
  { method: 'POST', path: `${BASE}/{eventHookId}/lifecycle/verify`, handle: verifyHook },
  { method: 'POST', path: `${BASE}/{eventHookId}/lifecycle/activate`, handle: activateHook },
  { method: 'POST', path: `${BASE}/{eventHookId}/lifecycle/deactivate`, handle: deactivateHook },
];
