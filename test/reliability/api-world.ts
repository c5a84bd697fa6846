import type { ServiceScene } from './service-scene.ts';

const PARAMETERS: Record<string, string> = {
  con: 'connectionId',
  run: 'runId',
  sub: 'subscriptionId',
  dlv: 'deliveryId',
  hook: 'hookId',
};
const OURS = /^(con|run|sub|dlv|hook)_[\w-]{8,}$/;
const KEPT = 20;

/** The ids that are about, by the name that parameters and properties give them. */
export class ApiWorld {
  readonly #ids = new Map<string, string[]>();
  #connections = 0;

  constructor(private readonly scene: ServiceScene) {}

  /** The same org as at the beginning, three connections to it, and what its catalogue and its records are called. */
  async refresh(): Promise<void> {
    const { scene } = this;
    await scene.org.reset();
    this.#ids.delete('connectionId');
    for (let count = 0; count < 3; count += 1) this.#add('connectionId', await this.spare());
    const { seeded } = await scene.org.state();
    const records = {
      user: seeded.users,
      group: seeded.groups,
      app: seeded.apps,
      policy: seeded.policies,
      zone: seeded.zones,
    };
    for (const [kind, ids] of Object.entries(records)) this.#set(`${kind}Id`, Object.values(ids));
    const lists = { actionId: 'actions', operationId: 'operations', triggerId: 'triggers' };
    for (const [name, path] of Object.entries(lists)) {
      const { data } = await scene.must<{ data: Record<string, unknown>[] }>('GET', `/v1/${path}`);
      this.#set(
        name,
        data.map((item) => item['id'] ?? item[name]).filter((id) => typeof id === 'string'),
      );
    }
    this.#set('domain', [new URL(scene.org.url).host]);
    this.#set('apiToken', [scene.org.apiToken]);
  }

  /** A connection that nobody else uses. @returns its id */
  async spare(): Promise<string> {
    // A token of its own, which no other call has revoked.
    const { token } = await this.scene.org.createToken({ role: 'super' });
    const auth = { type: 'apiToken', apiToken: token };
    const body = this.scene.connection(`Generated ${(this.#connections += 1)} ${Date.now()}`, { auth });
    return (await this.scene.must<{ id: string }>('POST', '/v1/connections', { body })).id;
  }

  readonly known = (name: string): readonly string[] => this.#ids.get(name) ?? [];

  /** Remembers the ids in an answer. */
  learn(value: unknown): void {
    if (typeof value === 'string') {
      const kind = PARAMETERS[OURS.exec(value)?.[1] ?? ''];
      // Connections are those that this world made: others may have no org.
      if (kind !== undefined && kind !== 'connectionId') this.#add(kind, value);
    } else if (typeof value === 'object' && value !== null) {
      for (const member of Object.values(value)) this.learn(member);
    }
  }

  forget(id: string): void {
    for (const [name, ids] of this.#ids)
      this.#set(
        name,
        ids.filter((known) => known !== id),
      );
  }

  #set(name: string, ids: string[]): void {
    this.#ids.set(name, ids);
  }

  #add(name: string, id: string): void {
    const ids = this.#ids.get(name) ?? [];
    if (!ids.includes(id)) this.#set(name, [...ids.slice(-KEPT + 1), id]);
  }
}
