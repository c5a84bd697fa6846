import { isFlowToken } from './flow-token.js';

/** What Okta's redirect brings (RFC 6749, 4.1.2; `iss`: RFC 9207), well-formed and told once. */
export type CallbackParameters = { state: string; iss: string | undefined } & (
  { kind: 'code'; code: string } | { kind: 'error'; error: string; description: string }
);

const KNOWN = ['state', 'code', 'error', 'error_description', 'iss'] as const;
const CODE = /^[\x21-\x7e]{1,2048}$/;
const ERROR = /^[a-z_]{1,64}$/;
const MAX_DESCRIPTION = 300;

/** The parameters in the query of a callback; undefined when it is none, or one told twice, which no server does. */
export function parseCallback(query: string): CallbackParameters | undefined {
  const parameters = new URLSearchParams(query);
  if (KNOWN.some((name) => parameters.getAll(name).length > 1)) return undefined;
  const state = parameters.get('state') ?? '';
  if (!isFlowToken(state)) return undefined;
  const common = { state, iss: parameters.get('iss') ?? undefined };
  const code = parameters.get('code');
  const error = parameters.get('error');
  if (code !== null && error === null && CODE.test(code)) return { ...common, kind: 'code', code };
  if (error === null || code !== null || !ERROR.test(error)) return undefined;
  return { ...common, kind: 'error', error, description: describe(parameters.get('error_description')) };
}

const describe = (text: string | null) => (text ?? '').replaceAll(/\s+/g, ' ').slice(0, MAX_DESCRIPTION);
