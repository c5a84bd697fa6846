import { expect, it } from '@jest/globals';
import { LiveReplicas } from '../../../../src/okta/limits/live-replicas.js';

it('is one until the database has counted, and keeps the last count when it is away', async () => {
  const forgotten: string[] = [];
  const seen: string[] = [];
  const counts = [3];
  const replicas = new LiveReplicas({
    countReplicas: async (self) => {
      seen.push(self);
      const count = counts.shift();
      if (count === undefined) throw new Error('away');
      return count;
    },
    forgetReplica: async (self) => void forgotten.push(self),
  });
  expect(replicas.count).toBe(1);
  await replicas.start();
  await replicas.start();
  expect(replicas.count).toBe(3);
  await replicas.stop();
  expect([new Set(seen).size, forgotten]).toEqual([1, [seen[0]]]);
});

it('ends although the database is away', async () => {
  const away = async () => {
    throw new Error('away');
  };
  const replicas = new LiveReplicas({ countReplicas: away, forgetReplica: away });
  await replicas.start();
  await replicas.stop();
  expect(replicas.count).toBe(1);
});
