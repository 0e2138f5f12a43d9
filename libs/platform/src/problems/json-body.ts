/**
 * Parses the JSON body of every route. A body that is nested deeper than any valid message is refused before it is parsed,
 * because recursive code would overflow its stack.
 */
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { problem } from './problem-exception.js';

/** The deepest valid message, a store's outline, has eight levels. */
export const MAX_JSON_DEPTH = 32;

type Server = ReturnType<ReturnType<NestFastifyApplication['getHttpAdapter']>['getInstance']>;

export function readJsonBodies(server: Server): void {
  // Refuses poisoned prototypes.
  const parse = server.getDefaultJsonParser('error', 'error');
  server.removeContentTypeParser('application/json');
  server.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (isDeeperThan(body, MAX_JSON_DEPTH)) done(problem('malformed-body', { detail: TOO_DEEP }));
    else void parse(request, body, done);
  });
}

const TOO_DEEP = {
  en: `It is nested more than ${MAX_JSON_DEPTH} levels deep.`,
  fr: `Il a plus de ${MAX_JSON_DEPTH} niveaux d’imbrication.`,
};

/** Counts brackets outside of strings; it does not check whether the text is JSON. */
export function isDeeperThan(json: string, most: number): boolean {
  let depth = 0;
  let inText = false;
  for (let i = 0; i < json.length; i += 1) {
    const code = json.charCodeAt(i);
    if (inText) {
      if (code === 92) i += 1;
      else if (code === 34) inText = false;
    } else if (code === 34) inText = true;
    else if (code === 91 || code === 123) {
      depth += 1;
      if (depth > most) return true;
    } else if (code === 93 || code === 125) depth -= 1;
  }
  return false;
}
