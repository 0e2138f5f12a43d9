/** The version that a change was made from, as `If-Match` names it (RFC 9110, section 13.1.1). */
import { problem } from '../problems/problem-exception.js';
import { headerOf, type HttpRequest } from './http.js';

const MISSING = problem('if-match-missing', {
  detail: {
    en: 'Send If-Match with the version that you read, such as "7"; it is the ETag of GET, or `version` in a list',
    fr: 'Envoyez If-Match avec la version que vous avez lue, par exemple "7"\u00a0; c’est l’ETag de GET, ou `version` dans une liste',
  },
});

/** Undefined without the header. A version that nobody can have read is an outdated one. */
export function versionIn(request: Pick<HttpRequest, 'headers'>): number | undefined {
  const header = headerOf(request, 'if-match');
  if (header === undefined || header.trim() === '*') return undefined;
  const [, digits] = /^(?:W\/)?"?(\d{1,9})"?$/.exec(header.trim()) ?? [];
  return digits === undefined ? -1 : Number(digits);
}

/** @throws ProblemException `if-match-missing` */
export function requiredVersion(request: Pick<HttpRequest, 'headers'>): number {
  const version = versionIn(request);
  if (version === undefined) throw MISSING;
  return version;
}
