import { randomInt } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { ReplicaScene } from './replica-scene.ts';
import { RotationProcess } from './rotation-process.ts';
import type { ReliabilityScene } from './scene.ts';
import type { ServiceChanges } from './service-replica.ts';

export interface G16Size {
  connections: number;
  tenants: number;
  perSecond: number;
  kills: number;
  /** After the rotation has done something, milliseconds at most. */
  killedWithinMs: number;
  /** Rotations that are overtaken by a refresh. */
  races: number;
  controlRaces: number;
  /** Undefined: the service and the command as they were compiled. */
  changes: ServiceChanges | undefined;
}

export interface Stage {
  size: G16Size;
  reliability: ReliabilityScene;
  scene: ReplicaScene;
}

const LOOK_EVERY_MS = 20;

/** Each is killed soon after it has done something. */
export async function killOverAndOver({
  size,
  reliability,
  scene,
}: Stage): Promise<{ sealed: number[]; breaches: string[] }> {
  const sealed: number[] = [];
  const breaches: string[] = [];
  for (let kill = 0; kill < size.kills; kill += 1) {
    const before = await progress(reliability);
    const from = size.changes ? 'source' : 'compiled';
    const rotation = new RotationProcess({ env: scene.environment(), from, options: ['--data-keys'] });
    while (!rotation.isOver && (await progress(reliability)) === before) await wait(LOOK_EVERY_MS);
    await wait(randomInt(size.killedWithinMs));
    if (rotation.isOver) {
      if ((await rotation.ended) !== 0) breaches.push(`the rotation ended by itself: ${rotation.output}`);
      break;
    }
    await rotation.kill();
    const after = await progress(reliability);
    if (after < before) breaches.push('a rotation undid what the one before had done');
    sealed.push(after);
  }
  return { sealed, breaches };
}

/** Secrets under a newer data key than their first, and data keys that the new key wraps. */
async function progress(reliability: ReliabilityScene): Promise<number> {
  const [row] = await reliability.query<{ count: number }>(
    `SELECT ((SELECT count(*) FROM connection_secret WHERE key_version > 1)
      + (SELECT count(*) FROM tenant_key WHERE kek_id = 'k2'))::int AS count`,
  );
  return row?.count ?? 0;
}

/** To the end; then once more an hour later, when the superseded data keys may go. */
export async function finishRotation({ size, reliability, scene }: Stage): Promise<string[]> {
  const run = async (...options: string[]) => {
    const rotation = new RotationProcess({
      env: scene.environment(),
      from: size.changes ? 'source' : 'compiled',
      options,
    });
    const code = await rotation.ended;
    return code === 0 ? [] : [`the rotation ended with ${code}: ${rotation.output}`];
  };
  const first = await run('--data-keys');
  const [stale] = await reliability.query<{ count: number }>(
    'SELECT count(*)::int AS count FROM connection_secret WHERE key_version = 1',
  );
  await reliability.query(`UPDATE tenant_key SET created_at = created_at - interval '2 hours'`);
  const second = await run();
  const kept = await reliability.query('SELECT 1 FROM tenant_key GROUP BY tenant_id HAVING count(*) > 1');
  return [
    ...first,
    ...(stale?.count ? [`${stale.count} secrets are sealed with the old data key`] : []),
    ...second,
    ...kept.map(() => 'a superseded data key is kept'),
  ];
}
