/** Lets everything that logs through Nest's `Logger` end in the program's one log. */
import type { LoggerService } from '@nestjs/common';
import type { Logger } from 'pino';
import { scrubText } from './scrubbed-error.js';

/** Of Nest's own start-up: of use when something is missing, noise otherwise. */
const NOISY = new Set([
  'InstanceLoader',
  'RoutesResolver',
  'RouterExplorer',
  'NestFactory',
  'NestApplication',
]);

type Level = 'debug' | 'info' | 'warn' | 'error' | 'fatal';

export class NestLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, ...rest: unknown[]): void {
    const context = contextOf(rest);
    this.write(context !== undefined && NOISY.has(context) ? 'debug' : 'info', message, context);
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.write('warn', message, contextOf(rest));
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.write('error', message, contextOf(rest));
  }

  fatal(message: unknown, ...rest: unknown[]): void {
    this.write('fatal', message, contextOf(rest));
  }

  debug(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, contextOf(rest));
  }

  verbose(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, contextOf(rest));
  }

  private write(level: Level, message: unknown, context: string | undefined): void {
    const where = context === undefined ? {} : { context };
    if (message instanceof Error) this.logger[level]({ ...where, err: message }, 'failed');
    else if (typeof message === 'object' && message !== null) this.logger[level]({ ...where, ...message });
    else this.logger[level](where, scrubText(String(message)));
  }
}

/** Nest puts the context last; before it may stand a stack, which an Error brings by itself. */
function contextOf(rest: readonly unknown[]): string | undefined {
  const last = rest.at(-1);
  return typeof last === 'string' ? last : undefined;
}
