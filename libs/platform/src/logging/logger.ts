/**
 * The program's log: JSON lines, or short ones at a terminal. Headers and bodies are never passed to it; the list below
 * removes fields of these names in case one is logged by mistake.
 */
import { type Logger, pino } from 'pino';
import type { PlatformOptions } from '../platform-options.js';
import { currentRequestId } from '../requests/request-context.js';
import { readableLines } from './readable-lines.js';
import { scrubbedError } from './scrubbed-error.js';

const SECRET_FIELDS = [
  'authorization',
  'cookie',
  'token',
  'pin',
  'password',
  'secret',
  'phone',
  'latitude',
  'longitude',
  'coordinates',
  'customerName',
  'firstName',
  'lastName',
  'body',
  'headers',
];

export function createLogger(options: Pick<PlatformOptions, 'name' | 'log'>): Logger {
  const { level, format, destination } = options.log;
  const output = destination ?? pino.destination({ dest: 1, sync: true });
  return pino(
    {
      level,
      base: format === 'json' ? { program: options.name } : {},
      serializers: { err: (error: unknown) => scrubbedError(error) },
      redact: { paths: SECRET_FIELDS.flatMap((name) => [name, `*.${name}`]), censor: '…' },
      mixin: () => {
        const requestId = currentRequestId();
        return requestId === null ? {} : { requestId };
      },
    },
    format === 'lines' && !destination ? readableLines(process.stdout) : output,
  );
}
