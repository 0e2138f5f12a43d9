/**
 * The token of a phone's app. Most apps can be told nothing but an address, so it stands there: `/c/<token>…`, or behind
 * `api_key=` on the path that clients of Dawarich use. Addresses of these paths are never logged: the log and the
 * metrics have the route alone.
 */
import { headerOf, type HttpRequest } from '../requests/http.js';

/** As our page makes it: 128 random bits as base64url. */
const TOKEN = '[A-Za-z0-9_-]{22}';
const IN_PATH = new RegExp(`^/c/(${TOKEN})(?=[/?]|$)`);
const AS_KEY = new RegExp(String.raw`^/api/v1/overland/batches\?(?:[^#]*&)?api_key=(${TOKEN})(?=[&#]|$)`);
const AS_BEARER = new RegExp(`^(?:Bearer )?(?:prj_(?:live|test)_pk_)?(${TOKEN})$`, 'i');

type Addressed = Pick<HttpRequest, 'headers'> & { readonly url?: string | undefined };

/** The token in the address of a request, if it is one for phones' apps and has a well-formed one. */
export function phoneTokenInAddress(url = ''): string | undefined {
  return IN_PATH.exec(url)?.[1] ?? AS_KEY.exec(url)?.[1];
}

/** The token in the address, or else the one sent as a bearer token. */
export function phoneTokenOf(request: Addressed): string | undefined {
  return phoneTokenInAddress(request.url) ?? AS_BEARER.exec(headerOf(request, 'authorization') ?? '')?.[1];
}
