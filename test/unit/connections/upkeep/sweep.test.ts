import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import type { DueItem } from '../../../../src/connections/upkeep/leased-rows.repository.js';
import { Sweep, type SweepOptions } from '../../../../src/connections/upkeep/sweep.js';
import { tenantId } from '../../../support/database.js';

const item = (tenant: string, id: string): DueItem => ({ tenantId: tenantId(tenant), id });
const many = (tenant: string, count: number) => Array.from({ length: count }, (_, index) => item(tenant, `${index}`));

/** Handles that end when the test says so. */
class Works {
  readonly begun: string[] = [];
  readonly #ends = new Map<string, () => void>();
  most = 0;

  readonly handle = async ({ tenantId: tenant, id }: DueItem): Promise<void> => {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.begun.push(`${tenant}/${id}`);
    this.#ends.set(`${tenant}/${id}`, resolve);
    this.most = Math.max(this.most, this.#ends.size);
    await promise;
    this.#ends.delete(`${tenant}/${id}`);
  };

  end(name: string): void {
    this.#ends.get(name)?.();
  }

  async endAll(): Promise<void> {
    while (this.#ends.size > 0) {
      for (const end of this.#ends.values()) end();
      await settled();
    }
  }
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

const sweepOf = (options: Partial<SweepOptions<DueItem>>) =>
  new Sweep({ name: 'test', everyMs: 1, list: async () => [], handle: async () => undefined, ...options });

let warn: jest.SpiedFunction<Logger['warn']>;
beforeEach(() => {
  warn = jest.spyOn(Logger.prototype, 'warn').mockReturnValue(undefined);
});
afterEach(() => {
  warn.mockRestore();
});

describe('a sweep', () => {
  it('does all that is listed, ten at once', async () => {
    const works = new Works();
    const list = async () => Array.from({ length: 40 }, (_, index) => item(`tenant-${index}`, 'a'));
    const done = sweepOf({ list, handle: works.handle }).once();
    await settled();
    expect(works.begun).toHaveLength(10);
    await works.endAll();
    await done;
    expect(works.begun).toHaveLength(40);
    expect(works.most).toBe(10);
  });

  it('leaves places to the others when one tenant has much to do', async () => {
    const works = new Works();
    const list = async () => [...many('busy', 20), item('quiet', 'a')];
    const done = sweepOf({ list, handle: works.handle }).once();
    await settled();
    expect(works.begun).toEqual(['busy/0', 'busy/1', 'busy/2', 'quiet/a']);
    await works.endAll();
    await done;
    expect(works.begun).toHaveLength(21);
  });

  it('makes the others wait without a bound for the tenant (control)', async () => {
    const works = new Works();
    const list = async () => [...many('busy', 20), item('quiet', 'a')];
    const done = sweepOf({ list, handle: works.handle, perTenant: 20 }).once();
    await settled();
    expect(works.begun).not.toContain('quiet/a');
    await works.endAll();
    await done;
  });

  it('does not begin an item that it is at', async () => {
    const works = new Works();
    const sweep = sweepOf({ list: async () => [item('acme', 'a')], handle: works.handle });
    const both = [sweep.once(), sweep.once()];
    await settled();
    expect(works.begun).toEqual(['acme/a']);
    await works.endAll();
    await Promise.all(both);
    expect(works.begun).toEqual(['acme/a']);
  });

  it('goes on with the others when one fails, and says which', async () => {
    const done: string[] = [];
    const handle = async ({ id }: DueItem) => {
      if (id === '1') throw new Error('broken');
      done.push(id);
    };
    await sweepOf({ list: async () => many('acme', 3), handle }).once();
    expect(done).toEqual(['0', '2']);
    expect(warn).toHaveBeenCalledWith(expect.objectContaining({ sweep: 'test', tenantId: 'acme', id: '1' }));
  });

  it('survives a listing that fails', async () => {
    const list = async () => Promise.reject(new Error('database away'));
    await expect(sweepOf({ list }).once()).resolves.toBeUndefined();
    expect(warn).toHaveBeenCalledWith(expect.objectContaining({ sweep: 'test' }));
  });
});

describe('a started sweep', () => {
  it('lists again and again, also after a failure, never twice at once', async () => {
    const enough = Promise.withResolvers<void>();
    let calls = 0;
    let listing = 0;
    let most = 0;
    const list = async () => {
      most = Math.max(most, (listing += 1));
      await settled();
      listing -= 1;
      if ((calls += 1) === 5) enough.resolve();
      if (calls === 2) throw new Error('database away');
      return [];
    };
    const sweep = sweepOf({ list });
    sweep.start();
    await enough.promise;
    await sweep.stop();
    expect(most).toBe(1);
  });

  it('tells what runs that it ends, waits for it, and begins nothing more', async () => {
    const begun: string[] = [];
    const first = Promise.withResolvers<void>();
    const handle = async ({ id }: DueItem, signal: AbortSignal) => {
      begun.push(id);
      first.resolve();
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
    };
    const sweep = sweepOf({ list: async () => many('acme', 5), handle, perTenant: 1 });
    sweep.start();
    await first.promise;
    await sweep.stop();
    expect(begun).toEqual(['0']);
  });

  it('waits for its first time as chance says, and for the next as the interval says, a fifth more or less', async () => {
    const timers = jest.spyOn(globalThis, 'setTimeout');
    const listed = Promise.withResolvers<void>();
    const sweep = sweepOf({
      everyMs: 10,
      random: () => 0,
      list: async () => {
        listed.resolve();
        return [];
      },
    });
    sweep.start();
    await listed.promise;
    await settled();
    await sweep.stop();
    expect(timers.mock.calls.map(([, ms]) => ms)).toEqual([0, 8]);
    timers.mockRestore();
  });

  it('lists again as soon as a full page is begun, and not before its time when the page was not full', async () => {
    const pages = [many('acme', 2), many('globex', 2), many('initech', 1)];
    const emptied = Promise.withResolvers<void>();
    const timers = jest.spyOn(globalThis, 'setTimeout');
    const list = async () => {
      const page = pages.shift() ?? [];
      if (page.length < 2) emptied.resolve();
      return page;
    };
    const sweep = sweepOf({ everyMs: 3_600_000, page: 2, list, random: () => 0 });
    sweep.start();
    await emptied.promise;
    await settled();
    const waits = timers.mock.calls.map(([, ms]) => ms);
    await sweep.stop();
    timers.mockRestore();
    expect(waits.filter((ms) => ms === 100)).toHaveLength(2);
    expect(waits.at(-1)).toBe(0.8 * 3_600_000);
  });

  it('does not keep the process alive', () => {
    const sweep = sweepOf({ everyMs: 60_000 });
    const timers = jest.spyOn(globalThis, 'setTimeout');
    sweep.start();
    const timer = timers.mock.results[0]?.value as NodeJS.Timeout;
    expect(timer.hasRef()).toBe(false);
    timers.mockRestore();
    clearTimeout(timer);
  });
});
