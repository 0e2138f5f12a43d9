/** Which addresses of other systems may be asked at all; where their names lead is checked at each connection. */
import { isIP } from 'node:net';
import { isPublicAddress } from './public-address.js';

/** Why a request is not sent. */
export type OutgoingRefusal = 'not_a_url' | 'not_https' | 'has_credentials' | 'address_not_public';

/** Names that never are on the public internet. Source: IANA special-use domain names (RFC 6761, 6762, 8375, 9476). */
const LOCAL_NAMES = ['localhost', 'local', 'internal', 'home.arpa', 'alt', 'onion', 'test', 'invalid'];

/** The name or address of a URL without brackets and without a dot at the end: `localhost.` is `localhost`. */
export function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
}

/**
 * Checks what can be known without a lookup. `URL` has already turned `2130706433`, `0x7f.1` and `0177.0.0.1` into
 * `127.0.0.1`.
 *
 * @param privateHosts names and addresses that the operator allows although they are private, also by plain http
 */
export function refusalOf(url: string, privateHosts: ReadonlySet<string>): OutgoingRefusal | undefined {
  if (!URL.canParse(url)) return 'not_a_url';
  const parsed = new URL(url);
  if (!['https:', 'http:'].includes(parsed.protocol)) return 'not_https';
  if (parsed.username !== '' || parsed.password !== '') return 'has_credentials';
  const host = hostOf(parsed);
  if (privateHosts.has(host)) return undefined;
  if (parsed.protocol !== 'https:') return 'not_https';
  return isIP(host) === 0 ? refusalOfName(host) : refusalOfAddress(host);
}

function refusalOfAddress(address: string): OutgoingRefusal | undefined {
  return isPublicAddress(address) ? undefined : 'address_not_public';
}

function refusalOfName(name: string): OutgoingRefusal | undefined {
  const isLocal = !name.includes('.') || LOCAL_NAMES.some((local) => name.endsWith(`.${local}`));
  return isLocal ? 'address_not_public' : undefined;
}
