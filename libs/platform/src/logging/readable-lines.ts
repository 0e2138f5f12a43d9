/** Formats log lines for a person at a terminal: time, level from warnings on, context and message. */
import type { DestinationStream } from 'pino';

interface LogEntry {
  readonly level?: number;
  readonly time?: number;
  readonly context?: string;
  readonly msg?: string;
  readonly err?: { readonly message?: string; readonly stack?: string };
  readonly [field: string]: unknown;
}

const QUIET_FIELDS = new Set(['level', 'time', 'context', 'msg', 'err', 'program', 'requestId']);

/** Wraps a stream of text, such as standard output, so that pino's JSON arrives there as short lines. */
export function readableLines(output: { write(text: string): unknown }): DestinationStream {
  return {
    write(json: string): void {
      output.write(`${readableLine(JSON.parse(json) as LogEntry)}\n`);
    },
  };
}

export function readableLine(line: LogEntry): string {
  const time = new Date(line.time ?? 0).toTimeString().slice(0, 8);
  const level = (line.level ?? 30) >= 50 ? 'ERROR ' : (line.level ?? 30) >= 40 ? 'warn ' : '';
  const context = line.context ? `${line.context}: ` : '';
  const fields = Object.entries(line)
    .filter(([name]) => !QUIET_FIELDS.has(name))
    .map(([name, value]) => ` ${name}=${typeof value === 'object' ? JSON.stringify(value) : String(value)}`)
    .join('');
  const failure = line.err ? ` ${line.err.message ?? ''}${line.err.stack ? `\n${line.err.stack}` : ''}` : '';
  return `${time} ${level}${context}${line.msg ?? ''}${fields}${failure}`;
}
