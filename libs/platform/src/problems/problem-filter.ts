/** Turns exceptions into problem details (RFC 9457) in the reader's language. */
import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import { PROBLEMS, type Problem } from '@curbline/contracts/problems';
import type { Language } from '@curbline/contracts/ids';
import { type HttpReply, type HttpRequest, headerOf } from '../requests/http.js';
import { OfferedMethods } from '../requests/offered-methods.js';
import { isPersonLost, lostPage } from './lost-page.js';
import { problem, type ProblemException, type Text } from './problem-exception.js';
import { problemOf } from './problem-of.js';
import { readerLanguage } from './reader-language.js';

@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('problems');

  constructor(private readonly offered: OfferedMethods) {}

  catch(error: unknown, host: ArgumentsHost): void {
    if (host.getType() !== 'http') throw error;
    const request = host.switchToHttp().getRequest<HttpRequest>();
    const reply = host.switchToHttp().getResponse<HttpReply>();
    const methods = request.is404 ? this.offered.of(request.url) : [];
    // A missing static file is a wrong path, although its method is offered there.
    const isWrongMethod = methods.length > 0 && !methods.includes(request.method);
    const exception = isWrongMethod ? problem('method-not-allowed') : problemOf(error);
    if (isWrongMethod) reply.header('allow', methods.join(', '));
    if (exception.getStatus() >= 500) this.logger.error(error);
    const { retryAfterS } = exception.parts;
    if (retryAfterS !== undefined) reply.header('retry-after', Math.max(1, Math.ceil(retryAfterS)));
    reply.code(exception.getStatus());
    reply.header('cache-control', 'no-store');
    const language = readerLanguage(headerOf(request, 'accept-language'));
    reply.header('content-language', language);
    if (exception.getStatus() === 404 && isPersonLost(request)) {
      reply.type('text/html; charset=utf-8');
      reply.send(lostPage(language));
      return;
    }
    reply.type('application/problem+json; charset=utf-8');
    reply.send(JSON.stringify(problemBody(exception, language, request.id)));
  }
}

/** The body by RFC 9457 §3. `instance` is left out: paths may name what a log should not keep. */
export function problemBody(exception: ProblemException, language: Language, requestId: string): Problem {
  const { code, parts } = exception;
  return {
    type: `urn:curbline:problem:${code}`,
    title: PROBLEMS[code].title[language],
    status: PROBLEMS[code].status,
    code,
    requestId,
    ...(parts.detail === undefined ? {} : { detail: textIn(parts.detail, language) }),
    ...(parts.errors === undefined
      ? {}
      : {
          errors: parts.errors.map(({ field, message }) => ({ field, message: textIn(message, language) })),
        }),
    ...(parts.orderId === undefined ? {} : { orderId: parts.orderId }),
    ...(parts.card === undefined ? {} : { card: parts.card }),
    ...parts.link,
  };
}

function textIn(text: Text, language: Language): string {
  return typeof text === 'string' ? text : text[language];
}
