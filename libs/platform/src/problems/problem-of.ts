/** Maps errors to problems. Errors that are not named here become `server-error`. */
import { HttpException } from '@nestjs/common';
import type { ProblemCode } from '@curbline/contracts/problems';
import { ProblemException, problem } from './problem-exception.js';

const BY_STATUS: Readonly<Record<number, ProblemCode>> = {
  400: 'invalid-input',
  401: 'not-signed-in',
  403: 'not-allowed',
  404: 'not-found',
  405: 'method-not-allowed',
  413: 'too-large',
  414: 'too-large',
  415: 'unsupported-media',
  429: 'too-many-requests',
  503: 'unavailable',
};

/** Temporary errors of Node's sockets and of Postgres (SQLSTATE classes 08, 53, 57P). */
const TEMPORARY = /^(ECONNREFUSED|ECONNRESET|ETIMEDOUT|EPIPE|ENOTFOUND|EAI_AGAIN|08\w{3}|53\w{3}|57P0\d)$/;

/** The messages of `pg`, without a code, when the server closed the connection. */
const CONNECTION_LOST = /^(Connection terminated|Client has encountered a connection error)/;

export function problemOf(error: unknown): ProblemException {
  if (error instanceof ProblemException) return error;
  if (error instanceof HttpException) {
    const status = error.getStatus();
    if (status === 400 && isUnreadableBody(error.cause ?? error)) return problem('malformed-body');
    const code = BY_STATUS[status];
    if (code === 'invalid-input') return problem(code, { detail: error.message });
    if (code) return problem(code);
    return problem(status < 500 ? 'invalid-input' : 'server-error');
  }
  if (isTemporary(error)) return problem('unavailable', { retryAfterS: 2 });
  return problem('server-error');
}

/** The body could not be read as JSON: broken, empty though announced, or with a poisoned prototype. */
function isUnreadableBody(error: unknown): boolean {
  if (error instanceof SyntaxError) return true;
  return errorCode(error)?.startsWith('FST_ERR_CTP_') ?? false;
}

function isTemporary(error: unknown): boolean {
  for (let e: unknown = error, depth = 0; e instanceof Error && depth < 4; e = e.cause, depth += 1) {
    const code = errorCode(e);
    if (e.name === 'DatabaseUnavailable' || (code !== undefined && TEMPORARY.test(code))) return true;
    if (CONNECTION_LOST.test(e.message)) return true;
    const driverError: unknown = Reflect.get(e, 'driverError');
    if (driverError instanceof Error && driverError !== e && isTemporary(driverError)) return true;
  }
  return false;
}

function errorCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const code: unknown = Reflect.get(error, 'code');
  return typeof code === 'string' ? code : undefined;
}
