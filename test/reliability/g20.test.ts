import { expect, test } from '@jest/globals';
import { runG20, type Breakage } from './g20.ts';
import type { ServiceChanges } from './service-replica.ts';
import { inTestScene } from './test-scene.ts';

/** Each fault once and each link with several: all pairs take half an hour. */
const BREAKAGES: Breakage[] = [
  { link: 'postgres', fault: 'half-open' },
  { link: 'postgres', fault: 'garbage' },
  { link: 'postgres', fault: 'dns' },
  { link: 'okta', fault: 'refused' },
  { link: 'okta', fault: 'truncated' },
  { link: 'okta', fault: 'slow' },
  { link: 'receiver', fault: 'black hole' },
  { link: 'receiver', fault: 'reset' },
];

/** The waits of the service, a few times shorter. */
const CHANGES: Pick<ServiceChanges, 'hurry' | 'edits'> = {
  hurry: { leaseSeconds: 9, timeoutMs: 2_000, pollSeconds: 1 },
  edits: [
    { file: 'core/database/data-source.ts', from: 'STATEMENT_TIMEOUT_MS = 10_000', to: 'STATEMENT_TIMEOUT_MS = 3_000' },
    { file: 'okta/org-breakers.ts', from: 'options.openForMs ?? 10_000', to: 'options.openForMs ?? 2_000' },
  ],
};

test('G20, small: a link that fails takes nothing with it', async () => {
  // Longer than it takes, shorter than for ever: a loaded machine must not decide.
  const size = { breakages: BREAKAGES, seconds: 1, controlSeconds: 1, backMs: 20_000, changes: CHANGES };
  const figure = await inTestScene((scene) => inTestScene((aside) => runG20(scene, size, aside)));
  expect(figure).toMatchObject({ breaches: [], kept: true });
}, 400_000);
