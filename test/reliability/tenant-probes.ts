import { randomBytes } from 'node:crypto';
import { makeCall, sendCall, type ApiCall, type CallParts } from './api-calls.ts';
import { ApiDocument, type ApiOperation } from './api-document.ts';
import { ApiValues } from './api-values.ts';
import { inParallel } from './figure.ts';
import { seeded } from './random.ts';
import type { ServiceChanges } from './service-replica.ts';
import { ServiceScene, type Reply } from './service-scene.ts';

const OWNER = 'acme';
const STRANGER = 'mallory';
const AT_ONCE = 8;
const CONNECTIONS = 12;
/** What no two answers have in common. */
const OWN_WORDS = /"(?:requestId|instance)":"[^"]*"/g;
const OWN_HEADERS = new Set(['x-request-id', 'date']);

/** One operation with one id of another tenant. */
interface Probe {
  operation: ApiOperation;
  parameter: string;
  id: string;
}

export interface ProbeResult {
  probes: number;
  /** Of the probes, how many their owner was served at. */
  servedToOwner: number;
  breaches: string[];
}

interface Stage extends CallParts {
  scene: ServiceScene;
  /** The owner's ids by the name that parameters give them. */
  ids: Record<string, string[]>;
}

/** Calls every operation of the document with ids of another tenant; each answer must be that to an id of nobody. */
export async function probeTenants(
  databaseUrl: string,
  { probes, changes }: { probes: number; changes: ServiceChanges },
): Promise<ProbeResult> {
  const scene = await ServiceScene.open({ databaseUrl, changes, network: {} });
  try {
    const document = await ApiDocument.load(scene.url);
    const random = seeded(11);
    const ids = await settle(scene);
    const known = (name: string) => (name === 'domain' ? [new URL(scene.org.url).host] : []);
    const stage = { scene, ids, document, random, known, values: new ApiValues(document, random, known) };
    const chosen = spread(probesOf(stage), probes);
    const before = await ownersView(stage);
    const results = await inParallel(chosen, AT_ONCE, (probe) => play(stage, probe));
    const breaches = [...results.flat(), ...(await leaksIn(stage)), ...(await cursorBreaches(stage))];
    if ((await ownersView(stage)) !== before) breaches.push("the owner's own records have changed");
    return { probes: chosen.length, servedToOwner: await countServed(stage, chosen), breaches };
  } finally {
    await scene.close();
  }
}

/** What the owner has: connections, runs, subscriptions, deliveries. */
async function settle(scene: ServiceScene): Promise<Stage['ids']> {
  const ids: Stage['ids'] = { connectionId: [], runId: [], subscriptionId: [], deliveryId: [] };
  for (let count = 0; count < CONNECTIONS; count += 1) {
    const body = scene.connection(`Canary ${count} ${Date.now()}`);
    const { id } = await scene.must<{ id: string }>('POST', '/v1/connections', { body });
    ids['connectionId']?.push(id);
    const run = { body: { input: { userId: 'nobody@example.com' } } };
    const answer = await scene.send<{ runId?: string }>('POST', `/v1/connections/${id}/actions/get-user`, run);
    if (answer.body.runId) ids['runId']?.push(answer.body.runId);
  }
  const [connectionId] = ids['connectionId'] ?? [];
  for (const name of ['user-created', 'new-event-realtime']) await subscribe(scene, { connectionId, name, ids });
  const runs = await scene.must<{ data: { runId: string }[] }>('GET', '/v1/runs');
  ids['runId'] = runs.data.map(({ runId }) => runId).slice(0, CONNECTIONS);
  return ids;
}

async function subscribe(
  scene: ServiceScene,
  { connectionId, name, ids }: { connectionId: string | undefined; name: string; ids: Stage['ids'] },
): Promise<void> {
  const params = name === 'new-event-realtime' ? { params: { eventTypes: ['user.session.start'] } } : {};
  const body = { triggerId: name, mode: 'polling', delivery: { type: 'pull' }, ...params };
  const path = `/v1/connections/${connectionId}/subscriptions`;
  const { id } = await scene.must<{ id: string }>('POST', path, { body });
  await scene.must('POST', `/v1/subscriptions/${id}/test`);
  const { data } = await scene.must<{ data: { id: string }[] }>('GET', `/v1/subscriptions/${id}/deliveries`);
  ids['subscriptionId']?.push(id);
  ids['deliveryId']?.push(...data.map((delivery) => delivery.id));
}

function probesOf({ document, ids }: Stage): Probe[] {
  return document.operations
    .filter(({ needsToken }) => needsToken)
    .flatMap((operation) =>
      operation.parameters.flatMap(({ name }) =>
        (ids[name] ?? []).map((id): Probe => ({ operation, parameter: name, id })),
      ),
    );
}

/** So many of them, from all over. */
function spread<T>(items: readonly T[], count: number): T[] {
  if (items.length <= count) return [...items];
  return Array.from({ length: count }, (_, index) => items[Math.floor((index * items.length) / count)] as T);
}

/** The same, of nobody. */
const absent = (id: string) =>
  id.slice(0, 16) +
  randomBytes(32)
    .toString('hex')
    .slice(0, id.length - 16);

async function play(stage: Stage, probe: Probe): Promise<string[]> {
  const { operation, parameter, id } = probe;
  const nobodys = absent(id);
  const call = makeCall(operation, stage, { spoiled: 0, fixed: { [parameter]: id } });
  // A query parameter may have been left out.
  const query = inQuery(probe) ? `?${parameter}=${id}` : call.query;
  const foreign = await send(stage, { ...call, query });
  const other = await send(stage, { ...call, path: call.path.replace(id, nobodys), query: query.replace(id, nobodys) });
  const [seen, expected] = [plain(foreign, id), plain(other, nobodys)];
  const what = `${operation.method} ${operation.path} with a foreign ${parameter}`;
  const served = foreign.status < 300 && !inQuery(probe) ? [`${what} is served: ${foreign.status}`] : [];
  return seen === expected
    ? served
    : [...served, `${what} differs from one that does not exist: ${seen} ≠ ${expected}`];
}

const inQuery = ({ operation, parameter }: Probe) =>
  operation.parameters.some(({ name, in: place }) => name === parameter && place === 'query');

const send = async ({ scene }: Stage, call: ApiCall): Promise<Reply> =>
  sendCall(scene, call, await scene.token({ tenant: STRANGER }));

/** An answer without what is its own. */
function plain({ status, headers, text }: Reply, id: string): string {
  const kept = [...headers].filter(([name]) => !OWN_HEADERS.has(name));
  return `${status} ${JSON.stringify(kept)} ${text.replaceAll(OWN_WORDS, '""')}`.replaceAll(id, '{id}');
}

/** Lists of the stranger's that hold something of the owner's. */
async function leaksIn({ scene, document, ids }: Stage): Promise<string[]> {
  const lists = document.operations.filter(
    ({ method, path, needsToken }) => method === 'get' && needsToken && !path.includes('{'),
  );
  const breaches: string[] = [];
  for (const { path } of lists) {
    const { text } = await scene.send('GET', path, { tenant: STRANGER });
    const found = Object.values(ids)
      .flat()
      .find((id) => text.includes(id));
    if (found) breaches.push(`GET ${path} shows ${found}`);
  }
  return breaches;
}

/** The owner's cursors say nothing to others, not even that they are cursors; nor do keys of runs. */
async function cursorBreaches({ scene, ids }: Stage): Promise<string[]> {
  const body = scene.connection(`Own ${Date.now()}`);
  const own = await scene.must<{ id: string }>('POST', '/v1/connections', { body, tenant: STRANGER });
  const list = (id: string | undefined, tenant: string, cursor?: string) =>
    scene.send<{ output: { nextCursor: string } }>('POST', `/v1/connections/${id}/actions/list-users`, {
      tenant,
      body: { input: { limit: 1, ...(cursor !== undefined && { cursor }) } },
    });
  const first = await list(ids['connectionId']?.[0], OWNER);
  const cursor = first.body.output.nextCursor;
  const nobodys = randomBytes(cursor.length).toString('base64url').slice(0, cursor.length);
  const [foreign, other] = [await list(own.id, STRANGER, cursor), await list(own.id, STRANGER, nobodys)];
  const same = plain(foreign, cursor) === plain(other, nobodys);
  return same && foreign.status >= 400 ? [] : [`a foreign cursor: ${foreign.status} ${foreign.text.slice(0, 200)}`];
}

async function ownersView({ scene, ids }: Stage): Promise<string> {
  const paths = [
    ...(ids['connectionId'] ?? []).map((id) => `/v1/connections/${id}`),
    ...(ids['subscriptionId'] ?? []).map((id) => `/v1/subscriptions/${id}`),
  ];
  const views = await Promise.all(paths.map(async (path) => (await scene.send('GET', path)).text));
  return views.join('\n').replaceAll(/"lagSeconds":[\d.]+/g, '');
}

/** So that the probes say something: their owner gets another answer. */
async function countServed({ scene }: Stage, probes: readonly Probe[]): Promise<number> {
  const reads = probes.filter(({ operation }) => operation.method === 'get');
  const served = await inParallel(reads, AT_ONCE, async (probe) => {
    const { operation, parameter, id } = probe;
    const path = operation.path.replace(`{${parameter}}`, id) + (inQuery(probe) ? `?${parameter}=${id}` : '');
    return !path.includes('{') && (await scene.send('GET', path)).status === 200;
  });
  return served.filter(Boolean).length;
}
