import { Injectable, Logger } from '@nestjs/common';
import type { RegisteredAction } from './registry.js';
import { countDrift } from './runs/run-metrics.js';

const EVERY = 20;

/**
 * Notices when Okta's answers no longer fit an action's output schema. The caller gets Okta's answer all the same; the
 * first answer of each action is checked and then every twentieth, since checking costs as much as passing on.
 */
@Injectable()
export class OutputDrift {
  readonly #logger = new Logger(OutputDrift.name);
  readonly #seen = new Map<string, { answers: number; drifted: number }>();

  check(action: RegisteredAction, output: unknown): void {
    const count = this.#seen.get(action.id) ?? { answers: 0, drifted: 0 };
    this.#seen.set(action.id, count);
    count.answers += 1;
    if (count.answers % EVERY !== 1) return;
    const { success, error } = action.definition.output.safeParse(output);
    if (success) return;
    count.drifted += 1;
    countDrift(action.id);
    const fields = error.issues.slice(0, 10).map((issue) => `${issue.path.join('.')}: ${issue.code}`);
    this.#logger.warn({
      msg: "Okta's answer does not fit the output schema",
      actionId: action.id,
      drifted: count.drifted,
      fields,
    });
  }

  /** Answers found off schema, by action. */
  counts(): ReadonlyMap<string, number> {
    return new Map([...this.#seen].map(([id, { drifted }]) => [id, drifted]));
  }
}
