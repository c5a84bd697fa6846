import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { Client } from 'pg';
import { tokenSet } from '../../support/token-set.ts';
import { acme, granted, openRefreshScene, sourceOf, type Answer, type RefreshScene } from './refresh-scene.js';

let scene: RefreshScene;
let engine: ReturnType<RefreshScene['engine']>;
beforeEach(async () => {
  scene = await openRefreshScene();
  engine = scene.engine();
  await engine.accessTokens.begin(acme, 'con_1', tokenSet(1));
  await makeDue();
  await refresh(granted(tokenSet(2)));
});
afterEach(() => {
  jest.restoreAllMocks();
  return scene.drop();
});

const makeDue = () => scene.row(`due_at = now() - interval '1 second'`);

async function refresh(answer: Answer): Promise<void> {
  const source = sourceOf([answer]);
  await expect(engine.accessTokens.upkeep(source, async () => source)).resolves.toBe('refreshed');
}

function firstWordOf(given: unknown): string | undefined {
  const text = typeof given === 'object' && given !== null && 'text' in given ? given.text : given;
  return /\w+/.exec(String(text))?.[0];
}

describe('a refresh in a process that has the data key', () => {
  test('takes two short transactions, and Okta is asked between them', async () => {
    await makeDue();
    const statements = jest.spyOn(Client.prototype, 'query');
    const said = () => statements.mock.calls.map(([given]) => firstWordOf(given));
    const before: unknown[] = [];
    await refresh(() => {
      before.push(...said());
      return granted(tokenSet(3));
    });
    expect(before).toEqual(['START', 'SELECT', 'WITH', 'SELECT', 'COMMIT']);
    expect(said().slice(before.length)).toEqual(['START', 'SELECT', 'WITH', 'COMMIT']);
    await expect(scene.attempts()).resolves.toMatchObject([{ outcome: 'stored' }, { outcome: 'stored' }]);
  });
});
