import { setTimeout as wait } from 'node:timers/promises';
import { inParallel } from './figure.ts';
import type { LinkScene, Told as Answer } from './link-scene.ts';
import type { ReliabilityScene } from './scene.ts';
import type { Reply } from './service-scene.ts';

/** What a caller goes by afterwards. */
type Told = 'done' | 'not done' | 'queued' | 'unsure';

interface AskedRun {
  /** Of which trial. */
  during: string;
  told: Told;
  /** What the run log says in the end; undefined: it does not know it. */
  recorded?: Told | 'open' | undefined;
  /** What the same request was told when all was well again. */
  again?: Told;
}

/** Something that was lost, done twice or told wrongly. */
export interface Loss {
  during: string;
  what: string;
}

const SETTLE_MS = 150_000;
const ASK_EVERY_MS = 500;
const ASK_TIMES = 120;
const AT_ONCE = 8;
/** What is left running so long after all callers have gone is left behind. */
const LEFT_BEHIND_SECONDS = 20;

/** What is asked of the service while its links fail, what it says to it, and what became of it. */
export class LinkWork {
  readonly #scene: LinkScene;
  readonly #database: ReliabilityScene;
  /** Events of the org, with their trials. */
  readonly events = new Map<string, string>();
  readonly runs = new Map<string, AskedRun>();
  readonly #acknowledged = new Set<string>();
  /** How often the org was asked for each group. */
  readonly #asked = new Map<string, number>();
  readonly #losses: Loss[] = [];
  #calls: Promise<unknown>[] = [];
  #renaming: Promise<void> | undefined;
  /** The connection's name, as far as it was confirmed, and those of which nobody knows. */
  #name: string | undefined;
  #unsureNames: string[] = [];
  renames = 0;

  constructor(scene: LinkScene, database: ReliabilityScene) {
    this.#scene = scene;
    this.#database = database;
  }

  get acknowledged(): number {
    return this.#acknowledged.size;
  }

  /** @returns how many were told so */
  told(what: Told): number {
    return [...this.runs.values()].filter(({ told }) => told === what).length;
  }

  async emit(during: string, count: number): Promise<string[]> {
    const uuids = await this.#scene.emit(count);
    for (const uuid of uuids) this.events.set(uuid, during);
    return uuids;
  }

  /** Some of everything, without waiting for it. */
  async step(during: string, step: number): Promise<void> {
    await this.emit(during, 2);
    void this.ask(during, `${during} ${step}`, step % 2 === 0 ? 'wait' : 'queue');
    this.#renaming ??= this.#rename(`${during} ${step}`).finally(() => {
      this.#renaming = undefined;
    });
  }

  /** One run. @returns whether it is done */
  ask(during: string, name: string, mode: 'wait' | 'queue' = 'wait'): Promise<boolean> {
    const call = this.#run({ during, name, mode });
    this.#calls.push(call);
    return call;
  }

  /** What the org forgets after a while. */
  async note(): Promise<void> {
    for (const name of await this.#scene.takeGroupsAsked()) this.#asked.set(name, (this.#asked.get(name) ?? 0) + 1);
    for (const uuid of this.#scene.takeAcknowledged()) this.#acknowledged.add(uuid);
  }

  /** When the link is well again: waits for the callers, and looks whether what was accepted is there. */
  async endTrial(during: string): Promise<void> {
    await Promise.all([...this.#calls, this.#renaming]);
    this.#calls = [];
    const name = await this.#scene.name();
    if (this.#name !== undefined && ![this.#name, ...this.#unsureNames].includes(name))
      this.#losses.push({ during, what: `the connection is called ${name}, not ${this.#name}` });
    [this.#name, this.#unsureNames] = [name, []];
    await this.note();
  }

  /** When all trials are over. */
  async losses(): Promise<Loss[]> {
    await this.#settle();
    await this.#record();
    const before = await this.#scene.groups();
    const unclear = [...this.runs].filter(([, { told }]) => told === 'unsure' || told === 'not done');
    await inParallel(unclear, AT_ONCE, async ([name, asked]) => {
      asked.again = await this.#again(name);
    });
    await this.note();
    const after = await this.#scene.groups();
    return [...this.#losses, ...this.#lostEvents(), ...this.#lostRuns(before, after)];
  }

  async #run({ during, name, mode }: { during: string; name: string; mode: 'wait' | 'queue' }): Promise<boolean> {
    const asked: AskedRun = { during, told: 'unsure' };
    this.runs.set(name, asked);
    asked.told = toldBy(await this.#scene.run(name, mode).catch(() => undefined));
    return asked.told === 'done';
  }

  async #rename(name: string): Promise<void> {
    this.renames += 1;
    const reply = await this.#scene.rename(name).catch(() => undefined);
    // Who got no answer may still be served, even after the next one.
    if (reply?.status === 200) this.#name = name;
    else this.#unsureNames.push(name);
  }

  /** What failed waits for minutes, and what was left behind for one: their time has come. */
  async #settle(): Promise<void> {
    const until = performance.now() + SETTLE_MS;
    const due = `UPDATE delivery SET due_at = now() WHERE status = 'pending' AND due_at > now() + interval '1 second'`;
    const left = `UPDATE run SET lease_until = now() WHERE status = 'running' AND lease_until > now()
      AND started_at < now() - interval '${LEFT_BEHIND_SECONDS} seconds'`;
    const open = `SELECT count(*)::int AS open FROM run WHERE status IN ('queued', 'running') AND action_id = 'create-group'`;
    while (performance.now() < until) {
      const isDelivered = this.#missing().length === 0;
      const [row] = await this.#database.query<{ open: number }>(open);
      if (isDelivered && row?.open === 0) return;
      await this.#database.query(due);
      await this.#database.query(left);
      await wait(ASK_EVERY_MS);
    }
  }

  async #record(): Promise<void> {
    const rows = await this.#database.query<{ name: string; status: string; code: string | null }>(
      `SELECT request->'profile'->>'name' AS name, status, error_code AS code FROM run WHERE action_id = 'create-group'`,
    );
    for (const { name, status, code } of rows) {
      const asked = this.runs.get(name);
      if (asked) asked.recorded = stronger(asked.recorded, recordedAs(status, code));
    }
  }

  async #again(name: string): Promise<Told> {
    for (let times = 0; ; times += 1) {
      const reply = await this.#scene.run(name).catch(() => undefined);
      if (reply?.body?.code !== 'idempotency_in_progress' || times >= ASK_TIMES) return toldBy(reply);
      await wait(ASK_EVERY_MS);
    }
  }

  #missing(): string[] {
    return [...this.events.keys()].filter((uuid) => !this.#scene.receiver.has(uuid));
  }

  #lostEvents(): Loss[] {
    const missing = this.#missing().map((uuid) => {
      const kind = this.#acknowledged.has(uuid) ? 'acknowledged event' : 'event';
      return { during: this.events.get(uuid) ?? '', what: `${kind} ${uuid} was not delivered` };
    });
    return [...missing, ...this.#scene.receiver.breaches.map((what) => ({ during: 'deliveries', what }))];
  }

  #lostRuns(before: Set<string>, after: Set<string>): Loss[] {
    return [...this.runs].flatMap(([name, run]) => {
      const asked = this.#asked.get(name) ?? 0;
      const wrongs = wrongsOf(run, { asked, before: before.has(name), after: after.has(name) });
      return wrongs.map((what) => ({ during: run.during, what: `${name} ${what}` }));
    });
  }
}

/** Whoever gets no answer, or this one, does not know. */
const UNSURE = new Set(['outcome_unknown', 'idempotency_in_progress']);

function toldBy(reply: Reply<Answer> | undefined): Told {
  if (reply?.status === 200) return 'done';
  if (reply?.status === 202) return 'queued';
  const code = reply?.body?.code;
  return code === undefined || UNSURE.has(code) ? 'unsure' : 'not done';
}

function recordedAs(status: string, code: string | null): Told | 'open' {
  if (status === 'succeeded') return 'done';
  if (status !== 'failed') return 'open';
  return code === 'outcome_unknown' ? 'unsure' : 'not done';
}

/** A key is free again after a run that certainly did nothing, so that there may be more than one. */
const STRENGTH: AskedRun['recorded'][] = [undefined, 'not done', 'unsure', 'done', 'open'];
const stronger = (one: AskedRun['recorded'], other: AskedRun['recorded']) =>
  STRENGTH.indexOf(one) > STRENGTH.indexOf(other) ? one : other;

/** `before`: whether the group was there when all had settled; `after`: when all had been asked again. */
export function wrongsOf(
  { told, recorded, again }: Omit<AskedRun, 'during'>,
  { asked, before, after }: { asked: number; before: boolean; after: boolean },
): string[] {
  const isAccepted = told === 'done' || told === 'queued' || before;
  return [
    ...(asked > 1 ? [`was sent ${asked} times`] : []),
    ...(told === 'done' && !before ? ['was said to be done'] : []),
    ...(told === 'not done' && before ? ['was said not to be done'] : []),
    ...(recorded === undefined && isAccepted ? ['left no record'] : []),
    ...(recorded === 'open' ? ['has not ended'] : []),
    ...(recorded === 'done' && !before ? ['is recorded as done'] : []),
    ...(recorded === 'not done' && before ? ['is recorded as not done'] : []),
    ...(again === 'done' && !after ? ['was said to be done when asked again'] : []),
    ...(again === 'not done' && after ? ['was said not to be done when asked again'] : []),
  ];
}
