import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { EventFront } from './event-front.ts';
import { EventReceiver } from './event-receiver.ts';
import { FaultProxy, type NetworkFault } from './fault-proxy.ts';
import type { ServiceChanges } from './service-replica.ts';
import { ServiceScene, type Reply } from './service-scene.ts';

export const LINKS = ['postgres', 'okta', 'receiver'] as const;

export type Link = (typeof LINKS)[number];

const nameOf = (link: Link) => `${link}.localhost`;
const portOf = (url: string) => Number(new URL(url).port);
/** Callers do not wait for ever. */
const RUN_MS = 15_000;
const ASK_EVERY_MS = 200;
const GROUPS = 10_000;
const EVENT_TYPE = 'user.session.start';

/** As much of an answer as matters here: a problem has a code. */
export interface Told {
  code?: string;
}

/** The service with a link to each of its neighbours that can be made to fail. */
export class LinkScene {
  readonly receiver: EventReceiver;
  readonly service: ServiceScene;
  readonly #front: EventFront;
  readonly #proxies: Record<Link, FaultProxy>;
  readonly #folder: string;
  #seen = 0;
  connectionId = '';

  private constructor(parts: {
    receiver: EventReceiver;
    service: ServiceScene;
    front: EventFront;
    proxies: Record<Link, FaultProxy>;
    folder: string;
  }) {
    this.receiver = parts.receiver;
    this.service = parts.service;
    this.#front = parts.front;
    this.#proxies = parts.proxies;
    this.#folder = parts.folder;
  }

  static async open(databaseUrl: string, changes: ServiceChanges): Promise<LinkScene> {
    const [front, receiver] = await Promise.all([EventFront.open(), EventReceiver.open()]);
    const folder = await mkdtemp(join(tmpdir(), 'okta-connector-names-'));
    const [postgres, toReceiver] = await Promise.all(
      [portOf(databaseUrl), portOf(receiver.origin)].map((port) => FaultProxy.open(port)),
    );
    let okta: FaultProxy | undefined;
    const url = new URL(databaseUrl);
    url.host = `${nameOf('postgres')}:${postgres?.port}`;
    const service = await ServiceScene.open({
      databaseUrl: url.href,
      changes: { ...changes, lostNames: folder },
      env: async (org) => {
        okta = await FaultProxy.open(portOf(org.url));
        return {
          PUBLIC_URL: front.url,
          OKTA_DEV_ORIGINS: `http://${nameOf('okta')}:${okta.port}`,
          DELIVERY_ALLOWED_ORIGINS: `http://${nameOf('receiver')}:${toReceiver?.port}`,
        };
      },
    });
    if (!postgres || !toReceiver || !okta) throw new Error('A link is missing');
    front.add(service.url);
    const scene = new LinkScene({
      receiver,
      service,
      front,
      proxies: { postgres, okta, receiver: toReceiver },
      folder,
    });
    await scene.#subscribe();
    return scene;
  }

  async break(link: Link, fault: NetworkFault): Promise<void> {
    if (fault === 'dns') await writeFile(join(this.#folder, nameOf(link)), '');
    // Names are asked for when a connection is made.
    await this.#proxies[link].break(fault === 'dns' ? 'reset' : fault);
  }

  async mend(link: Link): Promise<void> {
    await rm(join(this.#folder, nameOf(link)), { force: true });
    await this.#proxies[link].mend();
  }

  /** Events of the org, by hook and in its log. @returns their uuids */
  async emit(count: number): Promise<string[]> {
    const { uuids } = await this.service.org.emit({ events: [{ eventType: EVENT_TYPE }], count });
    return uuids;
  }

  /** The events that the org was told have been taken, since this was asked last. */
  takeAcknowledged(): string[] {
    return this.#front.takeAcknowledged();
  }

  /** One run of its own, which makes a group of that name; the same name again is the same run. */
  run(name: string, mode: 'wait' | 'queue' = 'wait'): Promise<Reply<Told>> {
    const body = { input: { profile: { name } } };
    const headers = { 'idempotency-key': name, ...(mode === 'queue' && { prefer: 'respond-async' }) };
    return this.service.send('POST', `/v1/connections/${this.connectionId}/actions/create-group`, {
      body,
      headers,
      timeoutMs: RUN_MS,
    });
  }

  /** A write that concerns the service alone. */
  rename(name: string): Promise<Reply<Told>> {
    return this.service.send('PATCH', `/v1/connections/${this.connectionId}`, { body: { name }, timeoutMs: RUN_MS });
  }

  async name(): Promise<string> {
    return (await this.service.must<{ name: string }>('GET', `/v1/connections/${this.connectionId}`)).name;
  }

  /** Names of groups that the org was asked to make since this was asked last. It remembers 10,000 requests. */
  async takeGroupsAsked(): Promise<string[]> {
    const requests = await this.service.org.requests(this.#seen);
    this.#seen = requests.at(-1)?.seq ?? this.#seen;
    return requests
      .filter(({ method, path }) => method === 'POST' && path === '/api/v1/groups')
      .map(({ body }) => String(Reflect.get(Object(Reflect.get(Object(body), 'profile')), 'name')));
  }

  /** Names of the groups that there are, as the org itself says. */
  async groups(): Promise<Set<string>> {
    const { org } = this.service;
    const headers = { authorization: `SSWS ${org.apiToken}` };
    const answer = await fetch(`${org.url}/api/v1/groups?limit=${GROUPS}`, { headers });
    const groups = (await answer.json()) as { profile: { name: string } }[];
    if (groups.length === GROUPS) throw new Error('There are more groups than one page has');
    return new Set(groups.map(({ profile }) => profile.name));
  }

  async close(): Promise<void> {
    await this.service.close();
    await Promise.all([this.#front.close(), this.receiver.close()]);
    await Promise.all(Object.values(this.#proxies).map((proxy) => proxy.stop()));
    await rm(this.#folder, { recursive: true, force: true });
  }

  async #subscribe(): Promise<void> {
    const { service } = this;
    const domain = `${nameOf('okta')}:${this.#proxies.okta.port}`;
    const body = service.connection(`Links ${Date.now()}`, { domain });
    this.connectionId = (await service.must<{ id: string }>('POST', '/v1/connections', { body })).id;
    const url = `http://${nameOf('receiver')}:${this.#proxies.receiver.port}/in`;
    const subscription = await service.must<{ id: string; signingSecret: string }>(
      'POST',
      `/v1/connections/${this.connectionId}/subscriptions`,
      {
        body: {
          triggerId: 'new-event-realtime',
          mode: 'hybrid',
          startFrom: 'now',
          params: { eventTypes: [EVENT_TYPE] },
          delivery: { type: 'webhook', url },
        },
      },
    );
    this.receiver.expectSecret(subscription.signingSecret);
    const path = `/v1/subscriptions/${subscription.id}`;
    for (let asked = 0; asked < 300; asked += 1) {
      const { hook } = await service.must<{ hook?: { state: string } }>('GET', path);
      if (hook?.state === 'verified') return;
      await wait(ASK_EVERY_MS);
    }
    throw new Error('The event hook was not verified');
  }
}
