import { expect, test } from '@jest/globals';
import { runNdjson } from './ndjson.ts';
import { inTestScene } from './test-scene.ts';

test('NDJSON memory, small: a stream grows the service by at most 30 MB, which gathering it would not', async () => {
  const figure = await inTestScene((scene) => runNdjson(scene, { users: 10_000, streams: 1, inOrg: 50_000 }));
  process.stdout.write(`NDJSON memory: ${JSON.stringify(figure.measured)}\n`);
  expect(figure).toMatchObject({ breaches: [], kept: true });
}, 180_000);
