import { BREACHES, judge, makeCall, sendCall, type CallParts } from './api-calls.ts';
import { ApiDocument, type ApiOperation } from './api-document.ts';
import { playSequence } from './api-sequences.ts';
import { ApiValues } from './api-values.ts';
import { ApiWorld } from './api-world.ts';
import { inParallel, type Figure } from './figure.ts';
import { pick, seeded } from './random.ts';
import type { SourceEdit } from './service-replica.ts';
import type { ReliabilityScene } from './scene.ts';
import { ServiceScene, type Reply } from './service-scene.ts';

export interface G14Size {
  requests: number;
  sequences: number;
  controlRequests: number;
  /** The same seed makes the same requests. */
  seed: number;
}

/** A bug of each kind. */
const SEEDED_BUGS: SourceEdit[] = [
  {
    file: 'connections/regions.controller.ts',
    from: 'return { data: this.config.regions };',
    to: `throw new Error('seeded');`,
  },
  {
    file: 'core/http/send-problem.ts',
    from: 'reply.code(problem.status)',
    to: 'reply.code(problem.status === 404 ? 410 : problem.status)',
  },
  {
    file: 'connections/connection-view.ts',
    from: 'updatedAt: connection.updatedAt.toISOString()',
    to: `updatedAt: 'yesterday'`,
  },
  {
    file: 'core/http/validation.ts',
    from: 'if (!result.issues) return result.value;',
    to: `if (!result.issues || metadata.type === 'query') return (result.issues ? { limit: 50 } : result.value) as T;`,
  },
  {
    file: 'tenancy/auth.guard.ts',
    from: 'if (rules.isPublic) return true;',
    to: `if (rules.isPublic || context.getClass().name === 'ScopesController') return true;`,
  },
];
const AT_ONCE = 8;
/** So often the world is made anew. */
const REFRESH_EVERY = 400;
const SPOILED_SHARE = 0.35;
/** These get a connection of their own. */
const ENDS_CONNECTION = new Set(['connections.update', 'connections.delete', 'connections.disable']);
/** Nothing of this answers with JSON, and the document itself is large. */
const SKIPPED = new Set(['openapi.read', 'docs.program']);

interface Played {
  requests: number;
  sequences: number;
  completed: number;
  breaches: string[];
  statuses: Record<string, number>;
  overloads: number;
}

/** Requests and sequences made from the OpenAPI document: every answer is one that the document promises. */
export async function runG14(scene: ReliabilityScene, size: G14Size): Promise<Figure> {
  const real = await play(scene, { ...size, edits: [] });
  const control = { ...size, requests: size.controlRequests, sequences: 0, edits: SEEDED_BUGS };
  const seededBugs = await play(scene, control);
  const found = BREACHES.filter((kind) => seededBugs.breaches.some((breach) => breach.startsWith(kind)));
  return {
    name: 'G14 the document is the truth',
    promise:
      'requests and sequences generated from the OpenAPI: no 5xx, no undocumented status, no answer off its schema, nothing invalid accepted, nobody served without a token',
    trials: real.requests,
    violations: real.breaches.length,
    breaches: real.breaches,
    measured: {
      sequences: `${real.sequences}, of them ${real.completed} from creation to end`,
      'answers by status': JSON.stringify(real.statuses),
      'refused as overloaded, and sent again': real.overloads,
      seed: size.seed,
      'bugs found in the control': found.join(', '),
    },
    control: {
      without: 'a seeded bug of each kind',
      trials: BREACHES.length,
      violations: found.length === BREACHES.length ? found.length : 0,
    },
  };
}

interface Stage extends CallParts {
  scene: ServiceScene;
  world: ApiWorld;
  played: Played;
  /** Seeded bugs lie where reading finds them. */
  isControl: boolean;
}

async function play(
  { databaseUrl }: ReliabilityScene,
  { requests, sequences, seed, edits }: G14Size & { edits: readonly SourceEdit[] },
): Promise<Played> {
  const scene = await ServiceScene.open({ databaseUrl, changes: { edits, unlimited: true }, network: {} });
  try {
    const document = await ApiDocument.load(scene.url);
    const world = new ApiWorld(scene);
    const random = seeded(seed);
    const values = new ApiValues(document, random, world.known);
    const played = { requests: 0, sequences: 0, completed: 0, breaches: [], statuses: {}, overloads: 0 };
    const stage = { scene, document, world, random, values, known: world.known, played, isControl: edits.length > 0 };
    await playRequests(stage, requests);
    await playStrangers(stage);
    await playSequences(stage, sequences);
    return { ...played, overloads: scene.overloads };
  } finally {
    await scene.close();
  }
}

async function playRequests(stage: Stage, count: number): Promise<void> {
  const { document, world, random } = stage;
  const every = document.operations.filter(({ id }) => !SKIPPED.has(id));
  const operations = stage.isControl ? every.filter(({ id, method }) => method === 'get' && id.includes('.')) : every;
  for (let done = 0; done < count; done += REFRESH_EVERY) {
    await world.refresh();
    const batch = Array.from({ length: Math.min(REFRESH_EVERY, count - done) }, (_, index) =>
      // Each in turn first, then any.
      done + index < operations.length ? operations[done + index]! : pick(random, operations),
    );
    await inParallel(batch, AT_ONCE, (operation) => playRequest(stage, operation));
  }
}

async function playRequest(stage: Stage, operation: ApiOperation): Promise<void> {
  const { scene, document, world, played } = stage;
  const fixed = ENDS_CONNECTION.has(operation.id) ? { connectionId: await world.spare() } : {};
  const call = makeCall(operation, stage, { spoiled: SPOILED_SHARE, fixed });
  const reply = await sendCall(scene, call);
  note(stage, reply);
  played.breaches.push(...judge(document, call, reply));
}

function note({ played, world }: Stage, { status, body }: Reply): void {
  played.requests += 1;
  played.statuses[status] = (played.statuses[status] ?? 0) + 1;
  world.learn(body);
}

/** Every operation that wants a token, with none or a wrong one, and with one that lacks the scope. */
async function playStrangers(stage: Stage): Promise<void> {
  const { scene, document, played } = stage;
  const poor = await scene.token({ scope: 'none' });
  await inParallel(document.operations, AT_ONCE, async (operation) => {
    if (!operation.needsToken) return;
    const call = makeCall(operation, stage, { spoiled: 0 });
    const refusals = [{ token: await strangersToken(stage), status: 401 }];
    if (operation.scopes.length > 0) refusals.push({ token: poor, status: 403 });
    for (const { token, status } of refusals) {
      const reply = await sendCall(scene, call, token);
      note(stage, reply);
      const served =
        reply.status === status ? [] : [`unauthenticated served: ${operation.id} → ${reply.status}, not ${status}`];
      played.breaches.push(...served, ...judge(document, call, reply));
    }
  });
}

/** None, and such as somebody made. */
async function strangersToken({ scene, random }: Stage): Promise<string | null> {
  const good = await scene.token();
  const [head = '', claims = '', signature = ''] = good.split('.');
  const none = Buffer.from('{"alg":"none"}').toString('base64url');
  const other = Buffer.from('{"tenant_id":"globex"}').toString('base64url');
  return pick(random, [
    null,
    'garbage',
    `${none}.${claims}.`,
    `${head}.${other}.${signature}`,
    `${head}.${claims}.${signature.slice(0, -4)}AAAA`,
  ]);
}

async function playSequences(stage: Stage, count: number): Promise<void> {
  const { world } = stage;
  for (let done = 0; done < count; done += 100) {
    await world.refresh();
    const batch = Array.from({ length: Math.min(100, count - done) });
    await inParallel(batch, AT_ONCE, async () => {
      const { requests, completed, breaches } = await playSequence(stage);
      stage.played.completed += completed;
      stage.played.requests += requests;
      stage.played.sequences += 1;
      stage.played.breaches.push(...breaches);
    });
  }
}
