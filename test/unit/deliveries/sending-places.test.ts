import { describe, expect, it } from '@jest/globals';
import { SendingPlaces } from '../../../src/deliveries/sending-places.js';

const tenant = (name: string) => ({ name, limit: 1 });
const origin = { name: 'https://a.example', limit: 2 };
const LONG = 60_000;

describe('sending places', () => {
  it('are bounded under each name', async () => {
    const places = new SendingPlaces();
    const first = await places.take([tenant('a'), origin], LONG);
    const second = await places.take([tenant('b'), origin], LONG);
    expect([typeof first, typeof second]).toEqual(['function', 'function']);
    await expect(places.take([tenant('a')], 0)).resolves.toBeUndefined();
    await expect(places.take([tenant('c'), origin], 0)).resolves.toBeUndefined();
    await expect(places.take([tenant('c')], 0)).resolves.toBeInstanceOf(Function);
  });

  it('go to those who wait when they are given back, past those who have no room elsewhere', async () => {
    const places = new SendingPlaces();
    const leave = await places.take([origin, tenant('a')], LONG);
    const leaveToo = await places.take([origin, tenant('b')], LONG);
    const order: string[] = [];
    const blocked = places.take([origin, tenant('b')], LONG).then(() => order.push('blocked'));
    const free = places.take([origin, tenant('c')], LONG).then(() => order.push('free'));
    leave?.();
    await free;
    expect(order).toEqual(['free']);
    leaveToo?.();
    await blocked;
    expect(order).toEqual(['free', 'blocked']);
  });

  it('are given back once whoever waited in vain has left', async () => {
    const places = new SendingPlaces();
    const leave = await places.take([tenant('a')], LONG);
    await expect(places.take([tenant('a')], 1)).resolves.toBeUndefined();
    leave?.();
    await expect(places.take([tenant('a')], 0)).resolves.toBeInstanceOf(Function);
  });
});
