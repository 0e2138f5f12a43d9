/**
 * Waits for a Postgres server that is starting. Temporary errors are retried; others, such as a wrong password or database
 * name, are reported at once.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { DatabaseUnavailable } from './database-unavailable.js';
import { sqlStateOf } from './sql-state.js';

/** Postgres reports 57P03 while it starts, and 53300 when it has too many clients. */
const TEMPORARY_SQL_STATES = new Set(['57P03', '53300']);
const TEMPORARY_ERRNO = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EPIPE',
]);
const PAUSE_MS = 500;

interface Patience {
  patienceMs?: number;
  onProgress?: (line: string) => void;
}

/**
 * Calls `connect` until it succeeds, for `patienceMs` at most.
 * @throws DatabaseUnavailable `server-unreachable` or `server-refused`; the URL's password is never shown.
 */
export async function untilReachable<T>(
  url: string,
  { patienceMs = 15_000, onProgress = () => {} }: Patience,
  connect: () => Promise<T>,
): Promise<T> {
  const server = serverName(url);
  const attempts = Math.max(1, Math.ceil(patienceMs / PAUSE_MS));
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await connect();
    } catch (error) {
      if (!isTemporary(error)) throw refused(server, error);
      if (attempt >= attempts) throw unreachable(server, patienceMs, error);
      if (attempt === 1) onProgress(`Waiting for the database at ${server} (${patienceMs / 1000} s at most)`);
      await sleep(PAUSE_MS);
    }
  }
}

function isTemporary(error: unknown): boolean {
  if (error instanceof DatabaseUnavailable) return error.reason === 'session-busy';
  const state = sqlStateOf(error);
  if (state && TEMPORARY_SQL_STATES.has(state)) return true;
  return TEMPORARY_ERRNO.has((error as NodeJS.ErrnoException).code ?? '');
}

function serverName(url: string): string {
  try {
    const { hostname, port, pathname } = new URL(url);
    return `${hostname}:${port || 5432}${pathname}`;
  } catch (cause) {
    throw new DatabaseUnavailable(
      'server-refused',
      'DATABASE_URL is not a URL. It looks like postgres://user:password@host:5432/database.',
      { cause },
    );
  }
}

function refused(server: string, cause: unknown): DatabaseUnavailable {
  return new DatabaseUnavailable(
    'server-refused',
    `The database at ${server} refused the connection (${(cause as Error).message}). ` +
      'Check the user, password and database name in DATABASE_URL.',
    { cause },
  );
}

function unreachable(server: string, patienceMs: number, cause: unknown): DatabaseUnavailable {
  const code = (cause as NodeJS.ErrnoException).code ?? (cause as Error).message;
  return new DatabaseUnavailable(
    'server-unreachable',
    `No database answered at ${server} within ${patienceMs / 1000} s (${code}). ` +
      'Start it, or correct DATABASE_URL, or leave DATABASE_URL out to use the embedded database.',
    { cause },
  );
}
