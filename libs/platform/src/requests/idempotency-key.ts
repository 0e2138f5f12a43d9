/** The key by which a request names itself. Source: the IETF draft "The Idempotency-Key HTTP Header Field". */
import { problem } from '../problems/problem-exception.js';
import { headerOf, type HttpRequest } from './http.js';

const MOST_CHARACTERS = 255;

/** The key in the header, quoted (as the draft has it) or bare; undefined when it is none. */
export function keyFrom(header: string | undefined): string | undefined {
  const text = header?.trim() ?? '';
  const key = text.length >= 2 && text.startsWith('"') && text.endsWith('"') ? text.slice(1, -1) : text;
  return key.length <= MOST_CHARACTERS && /^[\x21-\x7e][\x20-\x7e]*$/.test(key) ? key : undefined;
}

const MISSING = problem('idempotency-key-missing', {
  detail: {
    en: 'Send Idempotency-Key with 1 to 255 characters that are new for each new request, such as a UUID',
    fr: 'Envoyez Idempotency-Key, 1 à 255 caractères, nouveaux à chaque nouvelle requête, par exemple un UUID',
  },
});

/** @throws ProblemException `idempotency-key-missing` */
export function requiredIdempotencyKey(request: Pick<HttpRequest, 'headers'>): string {
  const key = keyFrom(headerOf(request, 'idempotency-key'));
  if (key === undefined) throw MISSING;
  return key;
}
