import { describe, expect, test } from '@jest/globals';
import { callbackCheck, publicUrlCheck } from '../../../src/cli/doctor/configuration-checks.js';
import {
  clockCheck,
  isolationCheck,
  jobCheck,
  partitionCheck,
  roleCheck,
  schemaCheck,
  versionCheck,
} from '../../../src/cli/doctor/database-checks.js';

const PLAIN = { name: 'app', above: false, owner: false, creates: false };

describe('the role', () => {
  test.each([
    [{}, true, 'pass'],
    [{ above: true }, true, 'fail'],
    [{ above: true }, false, 'warn'],
    [{ owner: true }, true, 'fail'],
    [{ owner: true }, false, 'warn'],
    [{ creates: true }, true, 'warn'],
  ])('%j, in production %s: %s', (facts, production, status) => {
    expect(roleCheck({ ...PLAIN, ...facts }, { production }).status).toBe(status);
  });
});

test.each([
  [130_012, 'fail'],
  [140_000, 'pass'],
  [180_004, 'pass'],
])('Postgres %i: %s', (number, status) => {
  expect(versionCheck({ text: 'x', number }).status).toBe(status);
});

test.each([
  [0, [], 'fail'],
  [10, [], 'pass'],
  [10, ['run'], 'fail'],
])('%i tables of which %j are open: %s', (tables, open: string[], status) => {
  expect(isolationCheck({ tables, open }).status).toBe(status);
});

test.each([
  [[], [], 'pass'],
  [['A1'], [], 'fail'],
  [['A1'], ['B2'], 'fail'],
  [[], ['B2'], 'warn'],
])('a schema that lacks %j and has %j besides: %s', (missing: string[], unknown: string[], status) => {
  expect(schemaCheck({ missing, unknown }).status).toBe(status);
});

test.each([
  [0, 5, 'pass'],
  [1_999, 0, 'pass'],
  [-2_000, 0, 'warn'],
  [-2_000, 500, 'pass'],
  [59_999, 0, 'warn'],
  [60_000, 0, 'fail'],
  [-90_000, 100, 'fail'],
])('a clock that is %i ms ahead, give or take %i: %s', (skewMs, uncertainMs, status) => {
  expect(clockCheck({ skewMs, uncertainMs }).status).toBe(status);
});

test.each([
  [[], 'fail'],
  [[{ parent: 'run', present: false, daysAhead: 9 }], 'fail'],
  [[{ parent: 'run', present: true, daysAhead: 0 }], 'warn'],
  [[{ parent: 'run', present: true, daysAhead: 1 }], 'pass'],
])('partitions %j: %s', (partitions, status) => {
  expect(partitionCheck(partitions).status).toBe(status);
});

test.each([
  [{ version: undefined, queues: [] }, 'fail'],
  [{ version: 43, queues: ['runs'] }, 'fail'],
  [{ version: 42, queues: ['runs', 'hooks'] }, 'fail'],
  [{ version: 43, queues: ['runs', 'hooks', 'more'] }, 'pass'],
  [{ version: 44, queues: ['runs', 'hooks'] }, 'pass'],
])('jobs %j: %s', (facts, status) => {
  expect(jobCheck(facts, { version: 43, queues: ['runs', 'hooks'] }).status).toBe(status);
});

test.each([
  ['https://okta.platform.example', 'pass'],
  ['https://okta.platform.example/base', 'pass'],
  ['http://okta.platform.example', 'fail'],
  ['https://localhost:3000', 'fail'],
  ['https://okta.platform.example/?a=b', 'fail'],
])('the public URL %s: %s', (publicUrl, status) => {
  expect(publicUrlCheck({ publicUrl, production: true }).status).toBe(status);
  if (status === 'fail') expect(publicUrlCheck({ publicUrl, production: false }).status).toBe('warn');
});

test.each([
  ['https://us.platform.example/oauth/callback', 'pass'],
  ['http://localhost:3000/oauth/callback', 'fail'],
  ['https://us.platform.example/callback', 'fail'],
])('the callback %s: %s', (callbackUrl, status) => {
  const regions = [{ id: 'us', callbackUrl }];
  expect(callbackCheck({ regions, production: true }).status).toBe(status);
});
