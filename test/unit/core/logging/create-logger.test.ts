import { expect, test } from '@jest/globals';
import { QueryFailedError } from 'typeorm';
import { RequestContext } from '../../../../src/core/http/request-context.js';
import { createLogger } from '../../../../src/core/logging/create-logger.js';
import { NestLogger } from '../../../../src/core/logging/nest-logger.js';
import { parseTenantId } from '../../../../src/core/tenant-id.js';

const CANARY = 'canary-51c0';

function memoryLogger(logLevel: 'info' | 'debug' = 'info') {
  const lines: string[] = [];
  const logger = createLogger({ logLevel }, { write: (line) => void lines.push(line) });
  return { logger, text: () => lines.join(''), last: (): unknown => JSON.parse(lines.at(-1) ?? 'null') };
}

test('a line says when, how grave, and what', () => {
  const { logger, last } = memoryLogger();
  logger.info({ connectionId: 'con_1' }, 'connected');
  expect(last()).toEqual({
    level: 'info',
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
    service: 'okta-connector',
    connectionId: 'con_1',
    msg: 'connected',
  });
});

test('a line of a request names it and its tenant', () => {
  const { logger, last } = memoryLogger();
  const context = new RequestContext('req-1', '/', 'http://localhost');
  const tenantId = parseTenantId('acme');
  if (tenantId) context.caller = { tenantId, subject: 'platform' };
  context.run(() => logger.info('hello'));
  expect(last()).toMatchObject({ requestId: 'req-1', tenantId: 'acme', msg: 'hello' });
});

test('no secret gets out, wherever in the line it is', () => {
  const { logger, text } = memoryLogger();
  const cause = Object.assign(new Error(`SSWS ${CANARY}`), { headers: { authorization: CANARY } });
  logger.info({ apiToken: CANARY, nested: { credentials: { password: { value: CANARY } } } }, `Bearer ${CANARY}`);
  logger.error({ err: new QueryFailedError('INSERT', [CANARY], cause) }, 'failed');
  logger.error(new Error('outer', { cause }));
  logger.error({ err: cause });
  logger.child({ password: CANARY }).info('child');
  expect(text()).not.toContain(CANARY);
  expect(text().trim().split('\n')).toHaveLength(5);
});

test('without redaction the same lines would hold it', () => {
  expect(JSON.stringify({ apiToken: CANARY })).toContain(CANARY);
});

test('an error is logged with stack and causes', () => {
  const { logger, last } = memoryLogger();
  logger.error({ err: new Error('outer', { cause: new TypeError('inner') }) }, 'failed');
  expect(last()).toMatchObject({
    err: {
      type: 'Error',
      message: 'outer',
      stack: expect.stringContaining('at '),
      cause: { type: 'TypeError', message: 'inner' },
    },
  });
});

test('what Nest says at start is for debugging, its warnings are not', () => {
  const quiet = memoryLogger();
  const nest = new NestLogger(quiet.logger);
  nest.log('Mapped {/v1/actions, GET} route', 'RouterExplorer');
  expect(quiet.text()).toBe('');
  nest.warn('careful', 'DatabaseModule');
  expect(quiet.last()).toMatchObject({ level: 'warn', source: 'DatabaseModule', msg: 'careful' });
  nest.error(new Error('broken'), 'Injector');
  expect(quiet.last()).toMatchObject({ level: 'error', err: { message: 'broken' } });
});
