import { describe, expect, it } from '@jest/globals';
import { DEFAULT_DELIVERY_SETTINGS } from '../../../src/deliveries/delivery-settings.js';
import { DeliverySlice } from '../../../src/deliveries/delivery-slice.js';

const limits = { sliceMs: 2_000, sliceDeliveries: 3, sendsPerSubscription: 2, leaseSeconds: 30, timeoutMs: 15_000 };

function sliceAt() {
  const clock = { ms: 0 };
  return { clock, slice: new DeliverySlice(limits, () => clock.ms) };
}

describe('a slice', () => {
  it('ends after so many deliveries', () => {
    const { slice } = sliceAt();
    expect([slice.begin(), slice.begin(), slice.begin(), slice.begin()]).toEqual([true, true, true, false]);
  });

  it('ends after its time', () => {
    const { slice, clock } = sliceAt();
    clock.ms = 1_999;
    expect(slice.begin()).toBe(true);
    clock.ms = 2_000;
    expect(slice.begin()).toBe(false);
  });

  it('ends with a rest when nothing is taken', () => {
    const { slice } = sliceAt();
    slice.noteFailed(undefined);
    expect(slice.isOver).toBe(false);
    slice.noteFailed(undefined);
    expect([slice.isRefused, slice.restSeconds]).toEqual([true, 5]);
  });

  it('goes on when something is taken', () => {
    const { slice } = sliceAt();
    slice.noteDelivered();
    slice.noteFailed(undefined);
    slice.noteFailed(undefined);
    expect([slice.isRefused, slice.restSeconds]).toEqual([false, 0]);
  });

  it('ends when the receiver asks for time, and rests as long', () => {
    const { slice } = sliceAt();
    slice.noteDelivered();
    slice.noteFailed(60);
    slice.noteFailed(30);
    expect([slice.isRefused, slice.restSeconds]).toEqual([true, 60]);
  });

  it('leaves time for the answer within the lease', () => {
    const { slice, clock } = sliceAt();
    expect(slice.patience(0)).toBe(10_000);
    clock.ms = 11_000;
    expect(slice.patience(0)).toBeLessThan(0);
  });
});

describe('the default settings', () => {
  it('leave a lease time for a slice, a look-up and an answer', () => {
    const { sliceMs, timeoutMs, leaseSeconds } = DEFAULT_DELIVERY_SETTINGS;
    expect(sliceMs + timeoutMs).toBeLessThan(leaseSeconds * 1_000);
  });
});
