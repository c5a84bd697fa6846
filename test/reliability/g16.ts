import { addCrowd, connectionOf, tenantOf } from './connection-crowd.ts';
import {
  CALLBACK_URL,
  connectByConsent,
  connectEveryKind,
  useAnew,
  type MadeConnection,
} from './connections-of-every-kind.ts';
import { inParallel, sum, type Figure } from './figure.ts';
import { startLoad } from './load.ts';
import type { LoadRequest, PhaseResult } from './load-protocol.ts';
import { newKey, ReplicaScene } from './replica-scene.ts';
import { finishRotation, killOverAndOver, type G16Size, type Stage } from './rotation-kills.ts';
import { raceRotations } from './rotation-races.ts';
import type { ReliabilityScene } from './scene.ts';

const RACED_TENANT = 'raced';
const KINDS_TENANT = 'every-kind';
const SOCKETS = 50;
/** After the old key is gone, so many of the crowd are used besides one of every kind. */
const SAMPLE = 200;

/** Encryption keys are rotated while the service works, and the rotation is killed over and over. */
export async function runG16(reliability: ReliabilityScene, size: G16Size): Promise<Figure> {
  const { databaseUrl, org } = reliability;
  const env = { CALLBACK_URLS: `us=${CALLBACK_URL}` };
  const scene = await ReplicaScene.open({ databaseUrl, oktaOrigins: [org.url], changes: size.changes, env });
  const stage = { size, reliability, scene };
  try {
    const races = await race(stage, 'compared', size.races);
    const control = await race(stage, 'blind', size.controlRaces);
    await reliability.query('DELETE FROM connection');
    return figureOf(size, { ...(await rotate(stage)), races }, control);
  } finally {
    await scene.close();
  }
}

interface Rotated {
  load: PhaseResult;
  kills: number;
  sealedWhenKilled: number[];
  breaches: string[];
  seconds: number;
  used: number;
}

function figureOf(size: G16Size, real: Rotated & { races: string[] }, control: string[]): Figure {
  const { all } = real.load;
  const failed = { ...all.failed, ...(all.refused > 0 && { '503 overloaded': all.refused }) };
  const breaches = [
    ...Object.entries(failed).map(([end, count]) => `${count} requests ended with ${end}`),
    ...real.breaches,
    ...real.races,
  ];
  return {
    name: 'G16 rotation of the encryption keys',
    promise: `${size.connections} connections under ${size.perSecond} requests/s, ${size.kills} kill -9 of the rotation: 0 failed requests, it goes on where it was, the old key can go`,
    trials: all.taken + sum(Object.values(failed)),
    violations: sum(Object.values(failed)) + real.breaches.length + real.races.length,
    breaches,
    measured: {
      'kill -9 of the rotation': `${real.kills}, with ${describe(real.sealedWhenKilled)} secrets sealed anew`,
      'rotation, with the kills': `${Math.round(real.seconds)} s`,
      requests: `${all.taken}, p99 ${all.takenMs.p99} ms`,
      'used with the new key alone': `${real.used} connections, each kind among them`,
      'overtaken by a refresh': `${size.races} rotations, ${real.races.length} tokens lost`,
    },
    control: { without: 'no compare-and-set', trials: size.controlRaces, violations: control.length },
  };
}

const describe = (counts: number[]) => (counts.length === 0 ? 'no' : `${counts[0]} to ${counts.at(-1)}`);

/** A refresh gets between the rotation's read and its write. @returns what was lost */
async function race(
  { reliability, scene }: Stage,
  comparison: 'compared' | 'blind',
  rounds: number,
): Promise<string[]> {
  const { databaseUrl, org } = reliability;
  const { replica, url } = await scene.start();
  const place = { scene, org, url };
  const lost: string[] = [];
  try {
    for (let round = 0; round < rounds; round += 1) {
      await reliability.query('DELETE FROM connection');
      const connection = await connectByConsent(place, RACED_TENANT);
      const overtake = async () => {
        const status = await useAnew(place, connection);
        if (status !== '200') lost.push(`the refresh in between answered ${status}`);
      };
      await raceRotations({ databaseUrl, keys: scene.encryptionKeys, rounds: 1, comparison }, overtake);
      const status = await useAnew(place, connection);
      if (status !== '200') lost.push(`a fresh token was overwritten: ${status}`);
    }
    return lost;
  } finally {
    await replica.kill();
  }
}

async function rotate(stage: Stage): Promise<Rotated> {
  const { size, reliability, scene } = stage;
  const made = await populate(stage);
  const old = scene.encryptionKeys;
  const fresh = newKey('k2');
  scene.encryptionKeys = `${fresh},${old}`;
  const { replica, url } = await scene.start();
  const requests = await requestsOf(stage, made);
  const load = startLoad({
    url,
    sockets: SOCKETS,
    requests,
    phases: [{ perSecond: size.perSecond, seconds: 'untilTold' }],
  });
  const began = performance.now();
  const killed = await killOverAndOver(stage);
  const breaches = [...killed.breaches, ...(await finishRotation(stage))];
  const seconds = (performance.now() - began) / 1_000;
  load.end();
  const [result] = await load.results;
  if (!result) throw new Error('There was no load');
  await replica.kill();
  scene.encryptionKeys = fresh;
  const { failed, used } = await useAll(stage, made);
  const left = await reliability.query(`SELECT 1 FROM tenant_key WHERE kek_id = 'k1'`);
  return {
    load: result,
    seconds,
    used,
    kills: killed.sealed.length,
    sealedWhenKilled: killed.sealed,
    breaches: [...breaches, ...failed, ...left.map(() => 'a data key is wrapped by the old key')],
  };
}

/** With the old key alone. */
async function populate({ size, reliability, scene }: Stage): Promise<MadeConnection[]> {
  const { databaseUrl, org } = reliability;
  const { replica, url } = await scene.start();
  const made = await connectEveryKind({ scene, org, url }, KINDS_TENANT);
  await replica.kill();
  const keys = scene.encryptionKeys;
  await addCrowd({ databaseUrl, keys, orgUrl: org.url, apiToken: org.apiToken }, size);
  return made;
}

async function requestsOf({ size, scene }: Stage, made: MadeConnection[]): Promise<LoadRequest[]> {
  const tokens = await Promise.all(Array.from({ length: size.tenants }, (_, index) => scene.token(tenantOf(index))));
  const read = (kind: string, id: string, token: string): LoadRequest => ({
    kind,
    method: 'POST',
    path: `/v1/connections/${id}/actions/list-users`,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: '{"input":{"limit":1}}',
  });
  const ofKinds = await scene.token(KINDS_TENANT);
  const kinds = made.map(({ kind, id }) => read(kind, id, ofKinds));
  return Array.from({ length: size.connections }, (_, index) => {
    const every = kinds[Math.floor(index / 5) % kinds.length];
    if (index % 5 === 0 && every) return every;
    // Spread over tenants and time: the rotation goes from tenant to tenant.
    const one = (index * 7_919) % size.connections;
    return read('crowd', connectionOf(one), tokens[one % size.tenants] ?? '');
  });
}

/** One of every kind, and some of the crowd, by a service that knows the new key alone. */
async function useAll(
  { size, reliability, scene }: Stage,
  made: MadeConnection[],
): Promise<{ failed: string[]; used: number }> {
  const { org } = reliability;
  const { url } = await scene.start();
  const place = { scene, org, url };
  const step = Math.max(1, Math.floor(size.connections / SAMPLE));
  const crowd = Array.from({ length: Math.ceil(size.connections / step) }, (_, index): MadeConnection => {
    const one = index * step;
    return { kind: 'crowd', tenant: tenantOf(one % size.tenants), id: connectionOf(one), clientId: undefined };
  });
  const all = [...made, ...crowd];
  const results = await inParallel(all, 4, (connection) => useAnew(place, connection));
  const failed = results.flatMap((status, index) =>
    status === '200' ? [] : [`${all[index]?.kind}: ${status} with the new key alone`],
  );
  return { failed, used: all.length };
}
