import { pino, type DestinationStream, type Logger, type LoggerOptions } from 'pino';
import type { Config } from '../config.js';
import { RequestContext } from '../http/request-context.js';
import { traceFields } from '../telemetry/spans.js';
import { standardOutput } from './line-output.js';
import { maskText } from './mask-text.js';
import { scrubMembers } from './scrub.js';

/**
 * pino hands the fields of child loggers past the formatter; these names cover what could slip into them. No wildcards:
 * they make a line cost ten times as much.
 */
const CHILD_FIELDS = [
  'password',
  'secret',
  'token',
  'apiToken',
  'clientSecret',
  'privateKey',
  'accessToken',
  'refreshToken',
  'authorization',
  'cookie',
  'signingSecret',
];

function requestFields(): Record<string, unknown> {
  const request = RequestContext.find();
  if (!request) return traceFields();
  const { requestId, caller } = request;
  return { requestId, ...(caller && { tenantId: caller.tenantId }), ...traceFields() };
}

function loggerOptions(level: Config['logLevel']): LoggerOptions {
  return {
    level,
    base: { service: 'okta-connector' },
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label) => ({ level: label }), log: scrubMembers },
    serializers: { err: (scrubbed: unknown) => scrubbed, msg: (text: unknown) => maskText(String(text)) },
    redact: { paths: CHILD_FIELDS, censor: '[redacted]' },
    mixin: requestFields,
  };
}

/**
 * The service's logger: JSON lines on standard output, each with the request's id and tenant. Whatever is logged passes
 * `scrub` first, so a secret that slips into a log call by mistake does not get out.
 */
export function createLogger(
  { logLevel }: Pick<Config, 'logLevel'>,
  destination: DestinationStream = standardOutput(),
): Logger {
  return pino(loggerOptions(logLevel), destination);
}
