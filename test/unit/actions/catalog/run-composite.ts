import { z } from 'zod';
import type { Call, CompositeAction } from '../../../../src/actions/define-action.js';
import { ConnectorError, type ErrorCode } from '../../../../src/core/errors.js';

/** Answers of Okta by route; each may look at the input, and may throw what the service would throw. */
type Stubs = Record<string, (input: Record<string, unknown>) => unknown>;

interface SentCall {
  route: string;
  input: Record<string, unknown>;
}

const AnyInput = z.record(z.string(), z.unknown());

/**
 * Runs a composite against stubs. Fails on a call that has no stub, that the composite does not list in `uses`, whose
 * input its operation would refuse, or whose answer Okta would not give.
 */
export async function runComposite<I extends z.ZodObject, O extends z.ZodType>(
  action: CompositeAction<I, O>,
  input: z.input<I>,
  stubs: Stubs,
): Promise<{ output: z.input<O>; sent: SentCall[] }> {
  const sent: SentCall[] = [];
  const call: Call = async (operation, given) => {
    const parts = [...action.uses, ...(action.mayUse ?? []).map(({ part }) => part)];
    if (!parts.some(({ route, input: schema }) => route === operation.route && schema === operation.input)) {
      throw new TypeError(`${operation.route} is not in uses`);
    }
    const stub = stubs[operation.route];
    if (!stub) throw new TypeError(`${operation.route} was called without a stub`);
    const accepted = AnyInput.parse(operation.input.parse(given));
    sent.push({ route: operation.route, input: accepted });
    return operation.output.parse(stub(accepted));
  };
  const output = await action.run(action.input.parse(input), call);
  action.output.parse(output);
  return { output, sent };
}

export const routesOf = (sent: readonly SentCall[]) => sent.map(({ route }) => route);

/** A stub that refuses. */
export const fails = (code: ErrorCode) => () => {
  throw new ConnectorError(code, `Refused: ${code}`);
};

export const missing = fails('okta_not_found');
