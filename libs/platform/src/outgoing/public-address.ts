/**
 * Whether an IP address belongs to the public internet. Sources: the IANA special-purpose registries of IPv4 and IPv6
 * (RFC 6890), as `ipaddr.js` has them, and IANA's allocation of 2000::/3 as the global unicast space.
 */
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** What IANA allocates for global unicast; everything of IPv6 outside of it is reserved or local. */
const GLOBAL_IPV6 = ipaddr.parseCIDR('2000::/3');

/** Azure's service for its own machines has an address of the public range. */
const CLOUD_SERVICES = new Set(['168.63.129.16']);

/**
 * @param address as a resolver gives it: `203.0.113.7`, `2001:db8::1`. Everything else is not public, so are an address
 *   with a zone (`fe80::1%eth0`) and IPv4 inside IPv6 in each of its forms (mapped, translated, 6to4, Teredo).
 */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 0 || address.includes('%') || CLOUD_SERVICES.has(address)) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== 'unicast') return false;
  return parsed instanceof ipaddr.IPv4 || parsed.match(GLOBAL_IPV6);
}
