import { Inject, Injectable } from '@nestjs/common';
import { ConnectionAccess } from '../../connections/connection-access.js';
import type { OktaSession } from '../../connections/okta-session.js';
import { ConnectorError, type ErrorCode } from '../../core/errors.js';
import { OktaClient } from '../../okta/okta-client.js';
import { renderRequest } from '../../okta/render-request.js';
import type { EnrichedKind } from '../catalog/enriched.js';
import type { LogEvent } from '../events/log-event.js';
import type { Subscription } from '../subscriptions/subscription.js';
import { TriggerRegistry } from '../trigger-registry.js';
import { objectsOf, ROUTES, withoutSecrets } from './enriched-objects.js';
import { RecentLookups } from './recent-lookups.js';

interface EnrichmentError {
  object: EnrichedKind;
  code: ErrorCode;
  detail: string;
}

/** What is added to `data` of a delivery; nothing where nothing is asked for. */
export interface Enriched {
  enriched?: Partial<Record<EnrichedKind, Record<string, unknown>>>;
  enrichmentErrors?: EnrichmentError[];
}

type Lookup = { found: Record<string, unknown> } | { error: ConnectorError };
type Subscribed = Pick<Subscription, 'tenantId' | 'connectionId' | 'triggerId' | 'params'>;

/** How long a delivery waits for it, and how long it is asked for, so that the next delivery finds it. */
const WAIT_MS = 4_000;
const ASK_MS = 15_000;
/** An object; and an error that may be gone soon: often enough for one, seldom enough for a burst of events. */
const KEPT_MS = 60_000;
const FAILURE_KEPT_MS = 10_000;

/**
 * Fetches in full what an event names in four fields. An event never waits longer than some seconds for it, and goes out
 * without it where Okta does not give it.
 */
@Injectable()
export class Enrichment {
  readonly #lookups = new RecentLookups(keepMs);

  constructor(
    private readonly triggers: TriggerRegistry,
    @Inject(ConnectionAccess) private readonly access: Pick<ConnectionAccess, 'open' | 'learn'>,
    @Inject(OktaClient) private readonly client: Pick<OktaClient, 'send'>,
  ) {}

  /** Never rejects. */
  async of(subscription: Subscribed, event: LogEvent): Promise<Enriched> {
    const definition = this.triggers.find(subscription.triggerId)?.definition;
    if (subscription.params['enrich'] !== true || definition?.mechanism !== 'events') return {};
    const wanted = objectsOf(event, definition.enriches);
    if (wanted.length === 0) return {};
    const found = await Promise.all(
      wanted.map(async ({ kind, id }) => ({ kind, lookup: await this.#inTime(subscription, { kind, id }) })),
    );
    return enrichedOf(found);
  }

  /** What comes too late is there for the next event. */
  async #inTime(subscription: Subscribed, object: { kind: EnrichedKind; id: string }): Promise<Lookup> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<Lookup>((resolve) => {
      const error = new ConnectorError('okta_timeout', 'Okta did not give the object in time for this delivery.');
      timer = setTimeout(() => resolve({ error }), WAIT_MS);
    });
    const { tenantId, connectionId } = subscription;
    const key = JSON.stringify([tenantId, connectionId, object.kind, object.id]);
    const lookup = this.#lookups.get(key, () => this.#lookUp(subscription, object));
    return Promise.race([lookup, late]).finally(() => clearTimeout(timer));
  }

  async #lookUp(
    { tenantId, connectionId }: Subscribed,
    { kind, id }: { kind: EnrichedKind; id: string },
  ): Promise<Lookup> {
    let session: OktaSession | undefined;
    try {
      session = await this.access.open(tenantId, connectionId);
      const request = { ...renderRequest(ROUTES[kind], { path: { id } }), idempotent: true };
      const signal = AbortSignal.timeout(ASK_MS);
      const { json } = await this.client.send(session.org, request, session.authorizer, { priority: 'bulk', signal });
      return { found: withoutSecrets(json) };
    } catch (error) {
      if (session) await this.access.learn(session, error);
      if (error instanceof ConnectorError) return { error };
      return { error: new ConnectorError('internal_error', 'The object could not be fetched.', { cause: error }) };
    }
  }
}

const keepMs = (lookup: Lookup): number => ('error' in lookup && lookup.error.retryable ? FAILURE_KEPT_MS : KEPT_MS);

function enrichedOf(found: readonly { kind: EnrichedKind; lookup: Lookup }[]): Enriched {
  const enriched: NonNullable<Enriched['enriched']> = {};
  const errors: EnrichmentError[] = [];
  for (const { kind, lookup } of found) {
    if ('found' in lookup) enriched[kind] = lookup.found;
    else errors.push({ object: kind, code: lookup.error.code, detail: lookup.error.message });
  }
  return {
    ...(Object.keys(enriched).length > 0 && { enriched }),
    ...(errors.length > 0 && { enrichmentErrors: errors }),
  };
}
