import { afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { ActionRegistry } from '../../../src/actions/registry.js';
import { commonStage } from '../../support/common-stage.js';
import type { Stage } from '../../support/service.js';
import { Scene } from './scene.js';

/** Runs the action of the scenario, which must succeed; gives its output. */
type Run = <T = unknown>(input: object) => Promise<T>;

/** One action over HTTP against the local org. Its id and `does` are the title of its test. */
export interface Scenario {
  does: string;
  /** Whether the action changes the org. */
  changed: boolean;
  /** Makes what the action needs in the org, runs it, and looks into the org itself for the effect. */
  play(run: Run, scene: Scene): Promise<void>;
}

const registry = new ActionRegistry();

/** Sets the stage, and a fresh org for each test; none of them may go beyond Okta's API document. */
export function useScene(): () => Scene {
  let stage: Stage;
  let scene: Scene;
  beforeAll(async () => {
    stage = await commonStage();
  });
  beforeEach(async () => {
    scene = await Scene.open(stage);
  });
  afterEach(async () => expect(await stage.org.violations()).toEqual([]));
  return () => scene;
}

/** A test for each scenario, and for each list one more that pages through it. */
export function playAll(scenarios: Record<string, Scenario>, scene: () => Scene): void {
  for (const [actionId, scenario] of Object.entries(scenarios)) {
    it(`${actionId} ${scenario.does}`, () => play(actionId, scenario, scene()));
    if (registry.find(actionId)?.definition.paged !== true) continue;
    it(`${actionId} gives page after page of a limit`, async () => {
      await play(actionId, scenario, scene());
      await expectPages(actionId, scene());
    });
  }
}

async function play(actionId: string, scenario: Scenario, scene: Scene): Promise<void> {
  await scenario.play((input) => scene.run(actionId, input, scenario), scene);
  expect(scene.lastInput(actionId)).toBeDefined();
}

/** The smallest page that the list gives; 1 for all but one or two. */
function smallestPage(actionId: string): number {
  const limit = registry.find(actionId)?.definition.input.shape['limit'];
  const sizes = [1, 2, 5, 10, 20];
  return sizes.find((size) => limit?.safeParse(size).success !== false) ?? 1;
}

/** Reads the last list of the scene again in pages as small as can be; more than one page makes it a test. */
async function expectPages(actionId: string, scene: Scene): Promise<void> {
  const input = scene.lastInput(actionId);
  if (!('limit' in (registry.find(actionId)?.definition.input.shape ?? {}))) {
    await expectOktasPages(actionId, scene);
    return;
  }
  const limit = smallestPage(actionId);
  const whole = await scene.stage.output<{ items: unknown[] }>(actionId, {
    ...input,
    ...(limit > 1 && { limit: 200 }),
  });
  const pages = await scene.pages(actionId, { ...input, limit });
  expect(whole.items.length).toBeGreaterThan(limit);
  expect(pages.flat()).toEqual(whole.items);
  // The first page of a CSV export has the header beside its one record.
  expect(pages.length).toBeGreaterThanOrEqual(Math.floor(whole.items.length / limit) - 1);
  expect(pages.length).toBeGreaterThan(1);
}

/** Reads a list whose pages have a size of Okta's choice: the scenario must have made more than one page. */
async function expectOktasPages(actionId: string, scene: Scene): Promise<void> {
  const input = scene.lastInput(actionId) ?? {};
  const first = await scene.stage.output<{ items: unknown[] }>(actionId, input);
  const pages = await scene.pages(actionId, input);
  expect(pages.length).toBeGreaterThan(1);
  expect(pages[0]).toEqual(first.items);
  expect(new Set(pages.flat().map((item) => JSON.stringify(item))).size).toBe(pages.flat().length);
}
