import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it, jest } from '@jest/globals';
import { ActionExecutor } from '../../../src/actions/action-executor.js';
import type { PreparedRun } from '../../../src/actions/action-runner.js';
import { PageStream } from '../../../src/actions/page-stream.js';
import type { Run } from '../../../src/actions/runs/run.js';
import type { RunRecorder } from '../../../src/actions/runs/run-recorder.js';
import { ActionRegistry } from '../../../src/actions/registry.js';
import type { ConnectionAccess } from '../../../src/connections/connection-access.js';
import { ConnectorError } from '../../../src/core/errors.js';
import { Draining } from '../../../src/core/http/draining.js';
import { RequestContext } from '../../../src/core/http/request-context.js';
import type { OktaClient } from '../../../src/okta/okta-client.js';
import type { OktaRequest } from '../../../src/okta/okta-request.js';
import { answerOf, session } from './fake-okta.js';

/** A page fills what a stream holds for its reader. */
const LONG = 'x'.repeat(100_000);

/** A list of so many pages of one long item each; the page `broken` fails. The pages asked for are noted in turn. */
function scene({ pages, broken }: { pages: number; broken?: number }) {
  const asked: number[] = [];
  const finished: Run[] = [];
  const send = async (_org: unknown, { target }: OktaRequest) => {
    const page = Number(/after=(\d+)/.exec(target)?.[1] ?? 1);
    asked.push(page);
    if (page === broken) throw new ConnectorError('okta_unavailable', 'Okta is away.');
    const next = page < pages ? { next: `/api/v1/users?after=${page + 1}` } : {};
    return answerOf([{ page, long: LONG }], { attempts: 2, ...next });
  };
  const stream = new PageStream(
    new ActionExecutor({ send } as unknown as OktaClient),
    { finish: async (run) => void finished.push(run) } as RunRecorder,
    { learn: jest.fn() } as unknown as ConnectionAccess,
    new Draining(),
  );
  const action = new ActionRegistry().find('list-users');
  const run = { id: 'run_1', actionId: 'list-users', effect: 'read', attempts: 0, startedAt: new Date() } as Run;
  const prepared = { action, session, input: {}, run, mode: 'direct' } as unknown as PreparedRun;
  const open = () => new RequestContext('req_1', '/', 'http://service').run(() => stream.open(prepared));
  return { open, asked, finished };
}

const settled = async () => {
  for (let count = 0; count < 20; count += 1) await turn();
};

describe('PageStream', () => {
  it('asks for the first page alone while nobody reads, and for no more than two beyond what was read', async () => {
    const { open, asked } = scene({ pages: 10 });
    const lines = (await open())[Symbol.asyncIterator]();
    await settled();
    expect(asked).toEqual([1]);
    await lines.next();
    await settled();
    expect(asked).toEqual([1, 2, 3]);
  });

  it('asks for nothing more once the caller has left, and records what was read', async () => {
    const { open, asked, finished } = scene({ pages: 10 });
    const readable = await open();
    await readable[Symbol.asyncIterator]().next();
    await settled();
    readable.destroy();
    const before = [...asked];
    await settled();
    expect(asked).toEqual(before);
    // Two attempts each for the page that was read and for the one that lay ready.
    expect(finished).toMatchObject([{ status: 'failed', errorCode: 'abandoned', attempts: 4 }]);
  });

  it('gives the lines before a page that fails, and counts the attempts that they took', async () => {
    const { open, finished } = scene({ pages: 5, broken: 3 });
    const chunks = (await (await open()).toArray()).map(String);
    expect(chunks.map((chunk) => /"page":(\d)/.exec(chunk)?.[1] ?? /"code":"(\w+)"/.exec(chunk)?.[1])).toEqual([
      '1',
      '2',
      'okta_unavailable',
    ]);
    expect(finished).toMatchObject([{ status: 'failed', errorCode: 'okta_unavailable', attempts: 4 }]);
  });
});
