import { parseArgs } from 'node:util';
import type { Figure } from './figure.ts';
import type { ReliabilityScene } from './scene.ts';
import { registerTypeScript } from '../support/register-typescript.mjs';

// npm run reliability -- all | G1 [G2 …] [--scale 0.02] [--record]: the full figures, with real kills, on a Postgres that
// flushes to disk; --record keeps them in results.json and writes docs/reliability.md.

registerTypeScript();
await import('reflect-metadata');
const { DURABLE_SETTINGS, startTestCluster } = await import('../support/test-cluster.ts');
const { ReliabilityScene: Scene } = await import('./scene.ts');
const { EventScene } = await import('./event-scene.ts');
const { paceOf } = await import('./pace.ts');
const { isKept, tableOf } = await import('./figure.ts');
const { record } = await import('./results.ts');
const { runG1 } = await import('./g1.ts');
const { runG2 } = await import('./g2.ts');
const { runG3 } = await import('./g3.ts');
const { runG4 } = await import('./g4.ts');
const { runG8 } = await import('./g8.ts');
const { runG9 } = await import('./g9.ts');
const { runG5 } = await import('./g5.ts');
const { runG6 } = await import('./g6.ts');
const { runG7 } = await import('./g7.ts');
const { runG10 } = await import('./g10.ts');
const { runG11 } = await import('./g11.ts');
const { runG13 } = await import('./g13.ts');
const { runG14 } = await import('./g14.ts');
const { runG15 } = await import('./g15.ts');
const { runG20, ALL_BREAKAGES } = await import('./g20.ts');
const { runG21 } = await import('./g21.ts');
const { DEFAULT_RUN_LEASE } = await import('../../src/actions/runs/run-lease.ts');
const { runG16 } = await import('./g16.ts');
const { runG17 } = await import('./g17.ts');
const { runG18 } = await import('./g18.ts');
const { runG19 } = await import('./g19.ts');
const { runNdjson } = await import('./ndjson.ts');

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { scale: { type: 'string', default: '1' }, record: { type: 'boolean', default: false } },
});
/** Of the number of trials; times are always the service's own here. */
const scale = Number(values.scale);
const scaled = (count: number) => Math.max(1, Math.round(count * scale));

const figures: Record<string, (scene: ReliabilityScene) => Promise<Figure>> = {
  G1: (scene) => runG1(scene, { rounds: scaled(50), calls: 10_000, controlRounds: 3 }),
  G2: (scene) =>
    runG2(scene, { rounds: scaled(200), controlRounds: 3, atOnce: 20, longestStallMs: 60_000, timed: 'yes' }),
  G3: (scene) =>
    runG3(scene, { kills: scaled(300), killsWithoutGrace: scaled(60), controlKills: 5, atOnce: 6, timed: 'yes' }),
  G4: (scene) => runG4(scene, { stops: scaled(100), controlStops: 5, atOnce: 8 }),
  G8: (scene) =>
    runG8(scene, {
      connections: scaled(5_000),
      tenants: scaled(500),
      everySeconds: 60,
      seconds: 300,
      controlSeconds: 90,
    }),
  G9: (scene) =>
    runG9(scene, {
      backlog: scaled(50_000),
      quietTenants: 99,
      rounds: scaled(20),
      controlRounds: scaled(4),
      secondsPerRound: 5,
      judgedBy: 'time',
    }),
  G6: () =>
    runG6({
      perSecond: 200,
      seconds: scaled(600),
      downSeconds: 8,
      limits: { p99: 300, refused: 1_000 },
      changes: undefined,
    }),
  G7: () => runG7({ events: scaled(5_000), lateMs: scaled(3_600_000), changes: undefined }),
  G5: () =>
    runG5({ events: scaled(100_000), kills: scaled(300), stops: scaled(20), controlKills: 3, hurry: undefined }),
  G10: (scene) =>
    runG10(scene, {
      share: 60,
      windowSeconds: 60,
      seconds: scaled(30 * 60),
      controlSeconds: 150,
      use: 0.9,
      others: 50,
      callMs: 30_000,
    }),
  G17: (scene) =>
    runG17(scene, {
      processes: 4,
      rounds: scaled(10),
      runs: 1_000,
      kills: scaled(100),
      controlRounds: 3,
      controlKills: 3,
      atOnce: 10,
      lease: DEFAULT_RUN_LEASE,
    }),
  G16: (scene) =>
    runG16(scene, {
      connections: scaled(10_000),
      tenants: scaled(500),
      perSecond: 50,
      kills: scaled(50),
      killedWithinMs: 20,
      races: scaled(50),
      controlRaces: 5,
      changes: undefined,
    }),
  G18: (scene) =>
    runG18(scene, {
      capacitySeconds: 15,
      factor: 3,
      seconds: scaled(300),
      controlSeconds: Math.min(30, scaled(300)),
      afterwardsSeconds: 20,
      judgedBy: 'time',
      changes: undefined,
    }),
  G19: (scene) =>
    runG19(scene, {
      replicas: 3,
      rounds: scaled(10),
      controlStops: 3,
      perSecond: 200,
      probeEveryMs: 1_000,
      changes: undefined,
    }),
  G11: (scene) =>
    runG11(scene, {
      probes: scaled(2_500),
      transactions: scaled(10_000),
      swaps: scaled(500),
      controlProbes: 60,
      controlTransactions: 400,
      controlSwaps: 20,
    }),
  G13: (scene) => runG13(scene, { every: Math.max(1, Math.round(1 / scale)), controlEvery: 12 }),
  G14: (scene) =>
    runG14(scene, { requests: scaled(50_000), sequences: scaled(5_000), controlRequests: 300, seed: 20_261_122 }),
  G15: (scene) => runG15(scene, { rounds: scaled(20), controlRounds: 1 }),
  G20: (scene) =>
    runG20(scene, {
      breakages: ALL_BREAKAGES,
      seconds: Math.max(2, scaled(60)),
      controlSeconds: 5,
      backMs: 15_000,
      changes: undefined,
    }),
  G21: () =>
    runG21({ perSecond: 300, seconds: scaled(1_800), snapshotSeconds: 300, lagMs: 10_000, changes: undefined }),
  NDJSON: (scene) => runNdjson(scene, { users: scaled(100_000), streams: 3, inOrg: Math.max(50_000, scaled(100_000)) }),
};

async function play(name: string, run: (scene: ReliabilityScene) => Promise<Figure>): Promise<boolean> {
  const cluster = await startTestCluster({ ...DURABLE_SETTINGS, max_connections: '300' });
  const url = (role: string) => `postgres://${role}:test@127.0.0.1:${cluster.port}/okta_connector`;
  const database = { url: url('okta_connector'), adminUrl: url('test_admin') };
  const scene = await Scene.open(database, paceOf(1));
  const close = async () => {
    await EventScene.closeAll();
    await scene.close();
    await cluster.stop();
  };
  const interrupt = () => void close().finally(() => process.exit(130));
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  const began = performance.now();
  try {
    const figure = await run(scene);
    process.stdout.write(tableOf(figure));
    const seconds = (performance.now() - began) / 1_000;
    process.stdout.write(`  ${name} took ${Math.round(seconds)} s\n\n`);
    if (values.record) record(name, figure, { scale, seconds });
    return isKept(figure);
  } finally {
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
    await close();
  }
}

const wanted = positionals.length > 0 && positionals[0] !== 'all' ? positionals : Object.keys(figures);
const unknown = wanted.filter((name) => !(name in figures));
if (unknown.length > 0 || !(scale > 0)) {
  process.stderr.write(`Say which of ${Object.keys(figures).join(', ')}, and --scale as a number above 0\n`);
  process.exit(2);
}

let kept = true;
for (const name of wanted) {
  const run = figures[name];
  if (run && !(await play(name, run))) kept = false;
}
process.exitCode = kept ? 0 : 1;
