/** Writes everything that uses Nest's `Logger` to the program's log. */
import type { LoggerService } from '@nestjs/common';
import type { Logger } from 'pino';
import { scrubText } from './scrubbed-error.js';

/** Contexts of Nest's messages at the start, which are logged at debug level. */
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
    const context = rest.at(-1);
    const noisy = typeof context === 'string' && NOISY.has(context);
    this.write(noisy ? 'debug' : 'info', message, rest);
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.write('warn', message, rest);
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.write('error', message, rest);
  }

  fatal(message: unknown, ...rest: unknown[]): void {
    this.write('fatal', message, rest);
  }

  debug(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, rest);
  }

  verbose(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, rest);
  }

  /**
   * Nest passes the context last. A text may precede it, when fields came first as with pino, or a stack, which the Error
   * has too.
   */
  private write(level: Level, message: unknown, rest: readonly unknown[]): void {
    const [context, text] = rest.toReversed();
    const where = typeof context === 'string' ? { context } : {};
    if (message instanceof Error) {
      this.logger[level]({ ...where, err: message }, 'failed');
    } else if (typeof message === 'object' && message !== null) {
      const fields = { ...where, ...message };
      if (typeof text === 'string') this.logger[level](fields, scrubText(text));
      else this.logger[level](fields);
    } else {
      this.logger[level](where, scrubText(String(message)));
    }
  }
}
