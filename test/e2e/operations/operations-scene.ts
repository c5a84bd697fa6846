import { afterEach, beforeAll, beforeEach, expect } from '@jest/globals';
import { callApi } from '../../okta-org/api-call.ts';
import type { SeededIds } from '../../okta-org/okta-org-process.ts';
import { commonStage } from '../../support/common-stage.ts';
import type { Answer, Problem, RunBody, SendOptions, Stage } from '../../support/service.ts';

type Run<T> = Answer<RunBody<T> & Problem>;

/** Runs operations against a freshly seeded org for each test. */
interface OperationsScene {
  stage: Stage;
  seeded: SeededIds;
  run<T = unknown>(operationId: string, input: object, options?: SendOptions & { query?: string }): Promise<Run<T>>;
  /** The output of an operation that must succeed. */
  output<T>(operationId: string, input: object): Promise<T>;
  /** What the org itself answers to a GET. */
  okta(path: string): Promise<unknown>;
  /** What the org has been sent since its last `clearRequests`. */
  sent(): Promise<string[]>;
}

/** Sets one stage for the tests of a file; none of them may go beyond Okta's API document. */
export function useOperations(): () => OperationsScene {
  let stage: Stage;
  let scene: OperationsScene;
  beforeAll(async () => {
    stage = await commonStage();
  });
  beforeEach(async () => {
    scene = sceneOf(stage, (await stage.org.reset()).seeded);
  });
  afterEach(async () => expect(await stage.org.violations()).toEqual([]));
  return () => scene;
}

function sceneOf(stage: Stage, seeded: SeededIds): OperationsScene {
  const run: OperationsScene['run'] = (operationId, input, { query = '', ...options } = {}) => {
    const path = `/v1/connections/${stage.connectionId}/operations/${operationId}${query}`;
    return stage.service.send('POST', path, { body: { input }, ...options });
  };
  return {
    stage,
    seeded,
    run,
    async output<T>(operationId: string, input: object): Promise<T> {
      const { status, body, text } = await run<T>(operationId, input);
      if (status !== 200) throw new Error(`${operationId} answered ${status}: ${text}`);
      return body.output;
    },
    okta: async (path) => (await callApi(stage.org, 'GET', path)).body,
    sent: async () => (await stage.org.requests()).map(({ method, path }) => `${method} ${path}`),
  };
}
