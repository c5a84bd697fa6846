import type { Route } from '../../okta/okta-request.js';
import { ENRICHED, type EnrichedKind } from '../catalog/enriched.js';
import type { LogEvent } from '../events/log-event.js';

/** What gives each kind in full. */
export const ROUTES: Readonly<Record<EnrichedKind, Route>> = {
  user: 'GET /api/v1/users/{id}',
  group: 'GET /api/v1/groups/{id}',
  app: 'GET /api/v1/apps/{id}',
  device: 'GET /api/v1/devices/{id}',
};

/**
 * What of the event's objects is to be fetched: the first target of each kind, by its type and not its place. Where no user
 * is a target, the user who acted is meant.
 */
export function objectsOf(
  { target, actor }: Pick<LogEvent, 'target' | 'actor'>,
  kinds: readonly EnrichedKind[],
): { kind: EnrichedKind; id: string }[] {
  return kinds.flatMap((kind) => {
    const { targetType } = ENRICHED[kind];
    const named = target?.find(({ type, id }) => type === targetType && id);
    const acting = kind === 'user' && actor?.type === targetType ? actor : undefined;
    const id = (named ?? acting)?.id;
    return id ? [{ kind, id }] : [];
  });
}

/** As Okta gave it, without credentials (an app's may hold a client secret) and without links to act on it. */
export function withoutSecrets(json: unknown): Record<string, unknown> {
  if (typeof json !== 'object' || json === null) return {};
  const { credentials: _, _links, _embedded, ...rest } = Object.fromEntries(Object.entries(json));
  return rest;
}
