import { judge, makeCall, sendCall, type ApiCall, type CallParts } from './api-calls.ts';
import type { ApiOperation, Schema } from './api-document.ts';
import type { ApiWorld } from './api-world.ts';
import { between, pick } from './random.ts';
import type { Reply, ServiceScene } from './service-scene.ts';

export interface SequenceParts extends CallParts {
  scene: ServiceScene;
  world: ApiWorld;
}

interface Outcome {
  requests: number;
  /** 1 where it was made, used and ended. */
  completed: number;
  breaches: string[];
}

/** Something with a life: what makes it, what may be done with it, and what ends it. */
interface Life {
  create: ApiOperation;
  read: ApiOperation;
  uses: ApiOperation[];
  end: ApiOperation;
  /** The path parameter, or the property of the input, that names it. */
  name: string;
  kind: 'resource' | 'action';
}

const USES = 5;
const MAX_ENDS = 3;
const UNIQUE = /^(?:name|login|email|label|displayName)$/;

let made = 0;

/** Creates something, uses it in any order, ends it, and uses it once more: then nobody may find it. */
export async function playSequence(parts: SequenceParts): Promise<Outcome> {
  const outcome: Outcome = { requests: 0, completed: 0, breaches: [] };
  const life = pick(parts.random, livesOf(parts));
  const connectionId = life.name === 'connectionId' ? undefined : pick(parts.random, parts.known('connectionId'));
  const play = async (operation: ApiOperation, id?: string) => {
    const call = sequenceCall(operation, parts, { life, id, connectionId });
    const reply = await sendCall(parts.scene, call);
    outcome.requests += 1;
    parts.world.learn(reply.body);
    outcome.breaches.push(...judge(parts.document, call, reply));
    return reply;
  };
  const id = idIn(await play(life.create));
  if (id === undefined) return outcome;
  const uses = between(parts.random, 1, USES);
  for (let use = 0; use < uses; use += 1) await play(pick(parts.random, life.uses), id);
  let ended = false;
  for (let ends = 0; ends < MAX_ENDS && !(ended && ends > 0); ends += 1) {
    const { status } = await play(life.end, id);
    if (status >= 300) break;
    ended = (await play(life.read, id)).status === 404;
  }
  if (ended) {
    outcome.completed = 1;
    const { status } = await play(pick(parts.random, life.uses), id);
    if (status < 300 && life.kind === 'resource')
      outcome.breaches.push(`off schema: ${life.name} ${id} is used after its end`);
  }
  parts.world.forget(id);
  return outcome;
}

const lives = new WeakMap<object, Life[]>();

function livesOf({ document }: CallParts): Life[] {
  const known = lives.get(document);
  if (known) return known;
  const { operations } = document;
  const found = [...resourceLives(operations), ...actionLives(operations, (schema) => document.resolve(schema))];
  lives.set(document, found);
  return found;
}

/** `POST /v1/…s` makes what `GET` and `DELETE /v1/…s/{…Id}` are about. */
function resourceLives(operations: readonly ApiOperation[]): Life[] {
  return operations.flatMap((end): Life[] => {
    const name = /^\/v1\/\w+\/\{(\w+)\}$/.exec(end.path)?.[1];
    if (end.method !== 'delete' || name === undefined) return [];
    const collection = end.path.split('/')[2] ?? '';
    const create = operations.find(({ method, path }) => method === 'post' && path.endsWith(`/${collection}`));
    const read = operations.find(({ method, path }) => method === 'get' && path === end.path);
    const uses = operations.filter(({ path, method }) => path.startsWith(end.path) && method !== 'delete');
    return create && read ? [{ create, read, uses, end, name, kind: 'resource' }] : [];
  });
}

/** `create-group` makes what the input `groupId` of `get-group`, `delete-group` and others names. */
function actionLives(operations: readonly ApiOperation[], resolve: (schema: Schema) => Schema): Life[] {
  const required = ({ body }: ApiOperation) =>
    resolve(resolve(body?.schema ?? {}).properties?.['input'] ?? {}).required ?? [];
  const byId = new Map(operations.map((operation) => [operation.id, operation]));
  return operations.flatMap((create): Life[] => {
    const kind = /^create-(.+)$/.exec(create.id)?.[1] ?? '';
    const [read, end] = [byId.get(`get-${kind}`), byId.get(`delete-${kind}`)];
    const [name, ...others] = read ? required(read) : [];
    if (!read || !end || name === undefined || others.length > 0 || create.body?.example === undefined) return [];
    const uses = operations.filter((operation) => operation.id.includes('-') && required(operation).includes(name));
    return [{ create, read, uses: uses.filter(({ id }) => id !== end.id), end, name, kind: 'action' }];
  });
}

function sequenceCall(
  operation: ApiOperation,
  parts: SequenceParts,
  { life, id, connectionId }: { life: Life; id: string | undefined; connectionId: string | undefined },
): ApiCall {
  const fixed = {
    ...(connectionId !== undefined && { connectionId }),
    ...(id !== undefined && life.kind === 'resource' && { [life.name]: id }),
  };
  const call = makeCall(operation, parts, { spoiled: 0, fixed });
  if (!operation.body) return call;
  const input = creation(operation, parts, life) ?? call.body;
  const body = id !== undefined && life.kind === 'action' ? withId(input, life.name, id) : input;
  return { ...call, body, query: '', headers: {}, mistake: parts.document.bodyMistake(operation, body) };
}

/** Such as will be taken, under a name of its own. */
function creation(operation: ApiOperation, { scene, values }: SequenceParts, { create, kind }: Life): unknown {
  if (operation !== create) return undefined;
  if (operation.id === 'connections.create') return scene.connection(`Sequence ${(made += 1)}`);
  if (kind === 'action') return renamed(operation.body?.example);
  return operation.body?.example ?? values.like(operation.body?.schema ?? {});
}

function renamed(value: unknown, name = ''): unknown {
  if (typeof value === 'string') return UNIQUE.test(name) ? unique(value) : value;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, renamed(member, key)]));
}

function unique(text: string): string {
  made += 1;
  return text.includes('@') ? text.replace('@', `.${made}@`) : `${text} ${made}`;
}

function withId(body: unknown, name: string, id: string): unknown {
  if (typeof body !== 'object' || body === null) return body;
  const input: unknown = Reflect.get(body, 'input');
  return { ...body, input: { ...(typeof input === 'object' ? input : {}), [name]: id } };
}

function idIn({ status, body }: Reply): string | undefined {
  if (status >= 300 || typeof body !== 'object' || body === null) return undefined;
  const output: unknown = Reflect.get(body, 'output');
  const holder = typeof output === 'object' && output !== null ? output : body;
  const id: unknown = Reflect.get(holder, 'id');
  return typeof id === 'string' ? id : undefined;
}
