import type { FaultRule, FaultState } from '../control-contract.ts';

interface Planned {
  id: string;
  rule: FaultRule;
  pattern: RegExp;
  seen: number;
  hits: number;
}

/** Faults on demand: the first planned fault that matches and is not used up strikes. */
export class FaultBoard {
  private planned: Planned[] = [];
  private nextId = 1;

  add(rule: FaultRule): FaultState {
    const planned = { id: `fault-${this.nextId++}`, rule, pattern: new RegExp(rule.path), seen: 0, hits: 0 };
    this.planned.push(planned);
    return toState(planned);
  }

  clear(): void {
    this.planned = [];
  }

  list(): FaultState[] {
    return this.planned.map(toState);
  }

  /** The fault that strikes this request, if any; counts it. */
  strike(method: string, path: string): { id: string; rule: FaultRule } | undefined {
    for (const fault of this.planned) {
      const { rule } = fault;
      if (rule.method !== undefined && rule.method !== method) continue;
      if (!fault.pattern.test(path) || fault.hits >= (rule.times ?? Number.POSITIVE_INFINITY)) continue;
      fault.seen += 1;
      if (fault.seen <= (rule.skip ?? 0)) continue;
      fault.hits += 1;
      return { id: fault.id, rule };
    }
    return undefined;
  }
}

function toState({ id, rule, hits }: Planned): FaultState {
  return { id, rule, hits };
}
