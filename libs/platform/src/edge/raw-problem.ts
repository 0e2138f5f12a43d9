/** Sends problem details (RFC 9457) without the framework, for requests that it has not seen or cannot read. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { STATUS_CODES } from 'node:http';
import type { ProblemException } from '../problems/problem-exception.js';
import { problemBody } from '../problems/problem-filter.js';
import { readerLanguage } from '../problems/reader-language.js';
import { requestIdFrom } from '../requests/request-context.js';
import type { Headers } from '../security/security-headers.js';

type RequestHeaders = Pick<IncomingMessage, 'headers'>;

interface RawResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | number>>;
  readonly body: string;
}

/** @param fixed the headers of all data */
export function rawProblem(
  request: RequestHeaders,
  fixed: Headers,
  exception: ProblemException,
): RawResponse {
  const language = readerLanguage(request.headers['accept-language']);
  const requestId = requestIdFrom(request.headers['x-request-id']);
  const body = JSON.stringify(problemBody(exception, language, requestId));
  const { retryAfterS } = exception.parts;
  return {
    status: exception.getStatus(),
    headers: {
      ...fixed,
      'content-type': 'application/problem+json; charset=utf-8',
      'content-language': language,
      'content-length': Buffer.byteLength(body),
      'x-request-id': requestId,
      ...(retryAfterS === undefined ? {} : { 'retry-after': Math.max(1, Math.ceil(retryAfterS)) }),
    },
    body,
  };
}

export function sendProblem(
  request: RequestHeaders,
  reply: ServerResponse,
  fixed: Headers,
  exception: ProblemException,
): void {
  const { status, headers, body } = rawProblem(request, fixed, exception);
  reply.writeHead(status, headers).end(body);
}

/** The problem as the bytes of an HTTP response, for a socket without a response object; the socket must end after it. */
export function problemText(request: RequestHeaders, fixed: Headers, exception: ProblemException): string {
  const { status, headers, body } = rawProblem(request, fixed, exception);
  const lines = Object.entries({ ...headers, connection: 'close' }).map(
    ([name, value]) => `${name}: ${value}`,
  );
  return `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${lines.join('\r\n')}\r\n\r\n${body}`;
}
