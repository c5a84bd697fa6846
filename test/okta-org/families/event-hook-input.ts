import { readFileSync } from 'node:fs';
import { validationFailed } from '../okta-error.ts';
import type { HookChannel, HookCondition, HookHeader } from '../state/event-hooks.ts';
import { MAX_EVENT_TYPES } from '../state/event-hooks.ts';
import { objectAt, textAt } from './user-input.ts';

const table = JSON.parse(readFileSync(new URL('../../vendor/okta-hook-event-types.json', import.meta.url), 'utf8')) as {
  eventTypes: string[];
};
const eligible = new Set(table.eventTypes);

type Body = Record<string, unknown>;

/** What a request says about a hook. */
export interface HookInput {
  name: string;
  description: string | null;
  eventTypes: string[];
  conditions: HookCondition[];
  channel: HookChannel;
}

/**
 * Reads a whole hook (Okta: createEventHook, replaceEventHook; both take all of it).
 * @throws OktaError E0000001
 */
export function readHook(body: Body): HookInput {
  const events = objectAt(body, 'events') ?? {};
  const eventTypes = readEventTypes(events);
  return {
    name: requiredText(body, 'name', 'name'),
    description: textAt(body, 'description') ?? null,
    eventTypes,
    conditions: readConditions(events, eventTypes),
    channel: readChannel(objectAt(body, 'channel') ?? {}),
  };
}

function requiredText(source: Body, name: string, field: string): string {
  const text = textAt(source, name)?.trim() ?? '';
  if (text === '') throw validationFailed(field, `${field}: The field cannot be left blank`);
  return text;
}

function readEventTypes(events: Body): string[] {
  if (textAt(events, 'type') !== 'EVENT_TYPE') throw validationFailed('events.type', 'events.type: must be EVENT_TYPE');
  const items: unknown[] = Array.isArray(events['items']) ? events['items'] : [];
  if (items.length === 0) throw validationFailed('events.items', 'events.items: The field cannot be left blank');
  if (items.length > MAX_EVENT_TYPES) {
    throw validationFailed('events.items', `events.items: at most ${MAX_EVENT_TYPES} event types are allowed`);
  }
  return items.map((item) => {
    if (typeof item === 'string' && eligible.has(item)) return item;
    throw validationFailed('events.items', `events.items: '${String(item)}' is not eligible for event hooks`);
  });
}

function readConditions(events: Body, eventTypes: string[]): HookCondition[] {
  const map: unknown = objectAt(events, 'filter')?.['eventFilterMap'] ?? [];
  if (!Array.isArray(map)) throw validationFailed('events.filter', 'eventFilterMap: must be a list');
  return (map as Body[]).map((entry) => {
    const event = requiredText(entry, 'event', 'event');
    if (!eventTypes.includes(event)) throw validationFailed('events.filter', `${event}: the hook has no such event`);
    const expression = requiredText(objectAt(entry, 'condition') ?? {}, 'expression', 'expression');
    if (!isSound(expression)) throw validationFailed('events.filter', `expression: '${expression}' is not valid`);
    return { event, expression };
  });
}

/** A condition speaks of the event, and closes its brackets and quotes; more is not checked here. */
function isSound(expression: string): boolean {
  const bare = expression.replaceAll(/'[^']*'|"[^"]*"/g, '');
  const count = (character: string): number => bare.split(character).length - 1;
  const closed = [
    ['(', ')'],
    ['[', ']'],
    ['{', '}'],
  ].every(([open = '', close = '']) => count(open) === count(close));
  return /\bevent\./.test(bare) && !/['"]/.test(bare) && closed;
}

function readChannel(channel: Body): HookChannel {
  if (textAt(channel, 'type') !== 'HTTP') throw validationFailed('channel.type', 'channel.type: must be HTTP');
  if (textAt(channel, 'version') !== '1.0.0')
    throw validationFailed('channel.version', 'channel.version: must be 1.0.0');
  const config = objectAt(channel, 'config') ?? {};
  return { uri: readUri(config), headers: readHeaders(config), auth: readAuth(config) };
}

/** Okta takes https alone; this org also takes the machine itself, where tests listen. */
function readUri(config: Body): string {
  const uri = requiredText(config, 'uri', 'channel.config.uri');
  const url = URL.parse(uri);
  if (url?.protocol === 'https:' || (url?.protocol === 'http:' && isLocal(url))) return uri;
  throw validationFailed('channel.config.uri', 'channel.config.uri: must be a valid HTTPS URL');
}

/** Whether the address is that of this machine, the only one that this org calls. */
export function isLocal(url: URL): boolean {
  return url.hostname === '127.0.0.1' || url.hostname === 'localhost';
}

function readHeaders(config: Body): HookHeader[] {
  const headers = Array.isArray(config['headers']) ? (config['headers'] as Body[]) : [];
  return headers.map((header) => ({
    key: requiredText(header, 'key', 'channel.config.headers'),
    value: textAt(header, 'value') ?? '',
  }));
}

function readAuth(config: Body): HookChannel['auth'] {
  const scheme = objectAt(config, 'authScheme');
  if (!scheme) return null;
  if (textAt(scheme, 'type') !== 'HEADER') throw validationFailed('authScheme.type', 'authScheme.type: must be HEADER');
  return { key: requiredText(scheme, 'key', 'authScheme.key'), secret: textAt(scheme, 'value') ?? null };
}
