import type { LoggerService } from '@nestjs/common';
import type { Level, Logger } from 'pino';

/** Nest's own words go to pino; its chatter at start (modules, routes) only at level debug. */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, rest);
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.write('error', message, rest);
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.write('warn', message, rest);
  }

  debug(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, rest);
  }

  verbose(message: unknown, ...rest: unknown[]): void {
    this.write('trace', message, rest);
  }

  fatal(message: unknown, ...rest: unknown[]): void {
    this.write('fatal', message, rest);
  }

  private write(level: Level, message: unknown, rest: unknown[]): void {
    const source = rest.at(-1);
    const fields = typeof source === 'string' ? { source } : {};
    if (typeof message === 'string') this.logger[level](fields, message);
    else if (isFields(message)) this.logger[level]({ ...fields, ...message });
    else this.logger[level]({ ...fields, err: message });
  }
}

/** Our own calls give an object with `msg`; anything else that is no text is an error. */
const isFields = (message: unknown): message is { msg: string } =>
  typeof message === 'object' && message !== null && 'msg' in message;
