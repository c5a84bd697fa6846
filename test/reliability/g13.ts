import { setTimeout as wait } from 'node:timers/promises';
import { inParallel, type Figure } from './figure.ts';
import { GOOD_DELIVERIES, GOOD_DOMAINS, GOOD_RETURNS, HOSTILE_CASES, type HostileCase } from './hostile-cases.ts';
import { HostileInternet } from './hostile-internet.ts';
import type { ReliabilityScene } from './scene.ts';
import type { SourceEdit } from './service-replica.ts';
import { ServiceScene, type Reply } from './service-scene.ts';

export interface G13Size {
  /** Of the hostile and of the good ones: every nth. */
  every: number;
  controlEvery: number;
}

/** Suffixes match without their dot, and what DNS answers is not looked at. */
const CARELESS: SourceEdit[] = [
  {
    file: 'okta/okta-domain.ts',
    from: 'authority.endsWith(`.${it}`)',
    to: 'authority.endsWith(it)',
  },
  { file: 'okta/okta-domain.ts', from: 'const host = `${name}.${suffix}`;', to: 'const host = authority;' },
  {
    file: 'okta/egress-guard.ts',
    from: '!addresses.every(({ address }) => isPublicAddress(address))',
    to: 'addresses.length === 0',
  },
];
const LOOKALIKE: HostileCase = { kind: 'domain', text: 'evilokta.com' };
const AT_ONCE = 6;
const ATTEMPTED_MS = 40_000;
const PATHS_OF_ORG =
  /^\/(?:api\/v1\/|governance\/api\/|oauth2\/v1\/clients|\.well-known\/okta-organization$|oauth2\/v1\/|__control)/;

interface Played {
  hostile: number;
  good: number;
  breaches: string[];
  canaryHits: number;
  leaks: number;
}

/** Hostile hosts and URLs wherever one can be given: nothing inside is connected to, no stranger sees credentials. */
export async function runG13(scene: ReliabilityScene, { every, controlEvery }: G13Size): Promise<Figure> {
  const some = (step: number) => HOSTILE_CASES.filter((_, index) => index % step === 0);
  const real = await play(scene, { cases: some(every), every, edits: [] });
  const domains = some(controlEvery).filter(({ kind }) => kind === 'domain');
  const control = await play(scene, { cases: [...domains, LOOKALIKE], every: controlEvery, edits: CARELESS });
  const caught = control.canaryHits > 0 && control.leaks > 0;
  return {
    name: 'G13 hostile hosts and URLs',
    promise:
      'domains, custom domains, delivery and return URLs, token endpoints, paths, links, redirects and DNS that changes its mind: no connection inside, no credentials to strangers, nothing hostile accepted, everything good accepted',
    trials: real.hostile + real.good,
    violations: real.breaches.length,
    breaches: real.breaches,
    measured: {
      hostile: real.hostile,
      'good ones accepted': `${real.good} of ${real.good}`,
      'connections to the canary': real.canaryHits,
      'connections to the canary in the control': control.canaryHits,
      'credentials shown to strangers in the control': control.leaks,
    },
    control: {
      without: 'the dot before the suffix; the look at addresses',
      trials: control.hostile,
      violations: caught ? control.canaryHits + control.leaks : 0,
    },
  };
}

interface Stage {
  scene: ServiceScene;
  internet: HostileInternet;
  database: ReliabilityScene;
  connectionId: string;
  breaches: string[];
}

let named = 0;
const newName = () => `Hostile ${(named += 1)} ${Date.now()}`;

interface Playing {
  cases: readonly HostileCase[];
  /** Of the good ones. */
  every: number;
  edits: SourceEdit[];
}

async function play(database: ReliabilityScene, { cases: given, every, edits }: Playing): Promise<Played> {
  const internet = await HostileInternet.open();
  const scene = await ServiceScene.open({
    databaseUrl: database.databaseUrl,
    changes: { edits, unlimited: true },
    network: { internet: internet.port, canary: internet.canaryPort },
    env: { RETURN_URL_ALLOWLIST: 'https://app.platform.example' },
  });
  internet.orgUrl = scene.org.url;
  try {
    const connectionId = await connect(scene);
    const stage: Stage = { scene, internet, database, connectionId, breaches: [] };
    const some = <T>(items: readonly T[]) => items.filter((_, index) => index % every === 0);
    const cases = given.map((one) => ({ ...one, text: one.text.replaceAll('%', percent(one, internet)) }));
    await playHostile(stage, cases);
    const good = await playGood(stage, some);
    const { canaryHits, leaks } = internet;
    const breaches = [
      ...stage.breaches,
      ...leaks,
      ...(canaryHits > 0 ? [`${canaryHits} connections to the canary`] : []),
    ];
    return { hostile: cases.length, good, breaches, canaryHits, leaks: leaks.length };
  } finally {
    await scene.close();
    await internet.close();
  }
}

/** Only before a slash or at the end it is the port; elsewhere it is an escape. */
const percent = ({ text }: HostileCase, { canaryPort }: HostileInternet) => (/:%/.test(text) ? `${canaryPort}` : '%');

async function playHostile(stage: Stage, cases: readonly HostileCase[]): Promise<void> {
  // Faults of the org strike whoever comes next, so these go one by one.
  const alone = cases.filter(({ kind }) => kind === 'link' || kind === 'redirect');
  for (const one of alone) await playFault(stage, one);
  await inParallel(
    cases.filter((one) => !alone.includes(one)),
    AT_ONCE,
    (one) => playText(stage, one),
  );
  await untilAttempted(stage);
  const strange = (await stage.scene.org.requests()).filter(({ path }) => !PATHS_OF_ORG.test(path));
  for (const { method, path } of strange) stage.breaches.push(`the org got ${method} ${path}`);
}

async function playText(stage: Stage, { kind, text }: HostileCase): Promise<void> {
  const reply = await give(stage, kind, text);
  // A name on the internet may take deliveries; whether it lies there is seen when it is connected to.
  const mayBeAccepted = kind === 'delivery' && /\.attack\.example/.test(text);
  if (reply.status < 300 && !mayBeAccepted)
    stage.breaches.push(`${kind} ${JSON.stringify(text)} was accepted: ${reply.status}`);
  if (reply.status >= 500) stage.breaches.push(`${kind} ${JSON.stringify(text)}: ${reply.text.slice(0, 200)}`);
  if (reply.status < 300 && kind === 'delivery') {
    await stage.scene.send('POST', `/v1/subscriptions/${(reply as Reply<{ id: string }>).body.id}/test`);
  }
}

async function connect(scene: ServiceScene): Promise<string> {
  const body = scene.connection(newName());
  return (await scene.must<{ id: string }>('POST', '/v1/connections', { body })).id;
}

function give({ scene, connectionId }: Stage, kind: HostileCase['kind'], text: string): Promise<Reply> {
  const create = (changes: object) =>
    scene.send('POST', '/v1/connections', { body: scene.connection(newName(), changes) });
  const app = { clientId: '0oaclient', clientSecret: 'secret-of-the-app' };
  if (kind === 'domain') return create({ domain: text });
  if (kind === 'return') return create({ auth: { type: 'authorizationCode', ...app, returnUrl: text } });
  if (kind === 'endpoint') return create({ auth: { type: 'clientCredentials', ...app, tokenEndpoint: text } });
  if (kind === 'path') {
    const body = { input: { method: 'GET', path: text } };
    return scene.send('POST', `/v1/connections/${connectionId}/actions/custom-api-action`, { body });
  }
  return subscribe(scene, connectionId, text);
}

function subscribe(scene: ServiceScene, connectionId: string, url: string): Promise<Reply> {
  const body = { triggerId: 'user-created', mode: 'polling', delivery: { type: 'webhook', url } };
  return scene.send('POST', `/v1/connections/${connectionId}/subscriptions`, { body });
}

/** Okta itself is hostile: it names a next page elsewhere, or sends the service away. */
async function playFault({ scene, connectionId, breaches }: Stage, { kind, text }: HostileCase): Promise<void> {
  const run = (input: object) =>
    scene.send<{ output?: { nextCursor?: string } }>('POST', `/v1/connections/${connectionId}/actions/list-users`, {
      body: { input },
    });
  const headers =
    kind === 'link'
      ? { link: `<${new URL(scene.org.url).origin}/api/v1/users>; rel="self", <${asHeader(text)}>; rel="next"` }
      : { location: asHeader(text) };
  const status = kind === 'link' ? 200 : 302;
  await scene.org.faults.add({ kind: 'status', status, headers, body: [], path: '^/api/v1/users$', times: 1 });
  const first = await run({ limit: 1 });
  await scene.org.faults.clear();
  const cursor = first.body.output?.nextCursor;
  if (cursor) await run({ limit: 1, cursor });
  if (kind === 'redirect' && first.status < 300) breaches.push(`a redirect to ${text} was followed`);
}

const asHeader = (text: string) =>
  Buffer.from(text, 'utf8')
    .toString('latin1')
    .replaceAll(/[^\x20-\x7e]/g, '');

/** Every delivery was tried twice, so that names had the time to change. */
async function untilAttempted({ database, breaches }: Stage): Promise<void> {
  const until = performance.now() + ATTEMPTED_MS;
  const sql = `SELECT count(*)::int AS waiting FROM delivery d JOIN subscription s ON s.tenant_id = d.tenant_id AND s.id = d.subscription_id
    WHERE d.status = 'pending' AND d.attempts < 2`;
  for (;;) {
    const [row] = await database.query<{ waiting: number }>(sql);
    if (row?.waiting === 0) return;
    if (performance.now() > until) return void breaches.push(`${row?.waiting} deliveries were not tried`);
    await wait(200);
  }
}

async function playGood(stage: Stage, some: <T>(items: readonly T[]) => T[]): Promise<number> {
  const { scene, breaches } = stage;
  const app = { type: 'authorizationCode', clientId: '0oaclient', clientSecret: 'secret-of-the-app' };
  const create = (changes: object) =>
    scene.send('POST', '/v1/connections', { body: scene.connection(newName(), changes) });
  // Of its own: there is an end to the subscriptions that one connection can have.
  const connectionId = await connect(scene);
  const calls = [
    ...some(GOOD_DOMAINS).map((domain) => ({ text: domain, call: () => create({ domain }) })),
    ...some(GOOD_DELIVERIES).map((url) => ({ text: url, call: () => subscribe(scene, connectionId, url) })),
    ...some(GOOD_RETURNS).map((returnUrl) => ({
      text: returnUrl,
      call: () => create({ auth: { ...app, returnUrl } }),
    })),
  ];
  await inParallel(calls, AT_ONCE, async ({ text, call }) => {
    const { status, text: answer } = await call();
    if (status !== 201)
      breaches.push(`${JSON.stringify(text)} is good and was refused: ${status} ${answer.slice(0, 300)}`);
  });
  return calls.length;
}
