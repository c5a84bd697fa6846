import { pino, type DestinationStream, type Logger, type LoggerOptions } from 'pino';
import type { Config } from '../config.js';
import { RequestContext } from '../http/request-context.js';
import { maskText } from './mask-text.js';
import { scrub } from './scrub.js';

function requestFields(): Record<string, unknown> {
  const request = RequestContext.find();
  if (!request) return {};
  return { requestId: request.requestId, ...(request.caller && { tenantId: request.caller.tenantId }) };
}

function loggerOptions(level: Config['logLevel']): LoggerOptions {
  return {
    level,
    base: { service: 'okta-connector' },
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label) => ({ level: label }), log: (members) => scrub(members) as Record<string, unknown> },
    serializers: { err: (scrubbed: unknown) => scrubbed, msg: (text: unknown) => maskText(String(text)) },
    mixin: requestFields,
  };
}

/**
 * The service's logger: JSON lines on standard output, each with the request's id and tenant. Whatever is logged passes
 * `scrub` first, so a secret that slips into a log call by mistake does not get out.
 */
export function createLogger({ logLevel }: Pick<Config, 'logLevel'>, destination?: DestinationStream): Logger {
  return destination ? pino(loggerOptions(logLevel), destination) : pino(loggerOptions(logLevel));
}
