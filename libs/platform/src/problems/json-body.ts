/**
 * Reads a JSON body for every route alike. What is nested deeper than any message of ours is refused before it is
 * parsed: programs that walk through it one level a call would run out of stack, each at a place of its own.
 */
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { problem } from './problem-exception.js';

/** The deepest of ours, a store's outline, has eight levels. */
const DEEPEST = 32;

type Server = ReturnType<ReturnType<NestFastifyApplication['getHttpAdapter']>['getInstance']>;

export function readJsonBodies(server: Server): void {
  // Refuses poisoned prototypes.
  const parse = server.getDefaultJsonParser('error', 'error');
  server.removeContentTypeParser('application/json');
  server.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (isDeeperThan(body, DEEPEST)) done(problem('malformed-body', { detail: TOO_DEEP }));
    else void parse(request, body, done);
  });
}

const TOO_DEEP = {
  en: `It is nested more than ${DEEPEST} levels deep.`,
  fr: `Il a plus de ${DEEPEST} niveaux d’imbrication.`,
};

/** Counts brackets outside of texts; whether it is JSON at all is for the parser to say. */
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
