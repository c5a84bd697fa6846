import { describe, expect, it } from '@jest/globals';
import { FairQueue, type Place } from '../../../../src/okta/limits/fair-queue.js';
import { fc } from '../../../support/fast-check.js';

interface Call extends Place {
  number: number;
}

const calls = fc
  .array(fc.record({ flow: fc.constantFrom('a', 'b', 'c'), priority: fc.constantFrom('single', 'bulk') }), {
    maxLength: 60,
  })
  .map((places): Call[] => places.map((place, number) => ({ ...place, number })));

function filled(given: Call[]): FairQueue<Call> {
  const queue = new FairQueue<Call>();
  for (const call of given) queue.add(call, call);
  return queue;
}

function drained(queue: FairQueue<Call>): Call[] {
  const taken: Call[] = [];
  for (let call = queue.take(); call; call = queue.take()) taken.push(call);
  return taken;
}

describe('FairQueue', () => {
  it('lets a flow with one call pass a flow with many', () => {
    const of = (flow: string, number: number): Call => ({ flow, priority: 'single', number });
    const queue = filled([of('busy', 1), of('busy', 2), of('busy', 3), of('quiet', 4)]);
    expect(drained(queue).map(({ number }) => number)).toEqual([1, 4, 2, 3]);
  });

  it('loses nobody, keeps the order within a flow, and single calls before bulk', () => {
    fc.assert(
      fc.property(calls, (given) => {
        const taken = drained(filled(given));
        expect(taken.toSorted((a, b) => a.number - b.number)).toEqual(given);
        expect(taken.map(({ priority }) => priority)).toEqual(
          taken.map(({ priority }) => priority).toSorted((a, b) => b.localeCompare(a)),
        );
        for (const flow of ['a', 'b', 'c']) {
          const numbers = taken
            .filter((one) => one.flow === flow && one.priority === 'single')
            .map((one) => one.number);
          expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
        }
      }),
    );
  });

  it('gives no flow more than one turn ahead of another that waits', () => {
    fc.assert(
      fc.property(calls, (given) => {
        const singles = given.filter(({ priority }) => priority === 'single');
        const left = new Map<string, number>();
        for (const { flow } of singles) left.set(flow, (left.get(flow) ?? 0) + 1);
        const turns = new Map([...left.keys()].map((flow) => [flow, 0]));
        for (const { flow } of drained(filled(singles))) {
          turns.set(flow, (turns.get(flow) ?? 0) + 1);
          left.set(flow, (left.get(flow) ?? 0) - 1);
          const waiting = [...turns].filter(([other]) => (left.get(other) ?? 0) > 0).map(([, count]) => count);
          expect(turns.get(flow)).toBeLessThanOrEqual(Math.min(...waiting, Infinity) + 1);
        }
      }),
    );
  });

  it('forgets who does not wait any longer, and who never did', () => {
    fc.assert(
      fc.property(calls, fc.nat(), (given, which) => {
        const queue = filled(given);
        const gone = given[which % Math.max(1, given.length)];
        if (gone) queue.remove(gone, gone);
        if (gone) queue.remove(gone, gone);
        expect(queue.size).toBe(given.length - (gone ? 1 : 0));
        expect(drained(queue)).not.toContain(gone);
        expect([queue.size, queue.next]).toEqual([0, undefined]);
      }),
    );
  });

  it('takes of one priority where that is said', () => {
    const single: Call = { flow: 'a', priority: 'single', number: 1 };
    const bulk: Call = { flow: 'a', priority: 'bulk', number: 2 };
    const queue = filled([single, bulk]);
    expect([queue.next, queue.take('bulk'), queue.take('bulk')]).toEqual(['single', bulk, undefined]);
  });
});
