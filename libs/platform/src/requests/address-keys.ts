/** Addresses as those who ask: what one household, and what one provider's customer, has of them. */

/** An IPv4 address, or of an IPv6 one its /64: all addresses of one household or phone are one. */
export function addressKey(ip: string): string {
  return prefixOf(ip, 4);
}

/** An IPv4 address, or of an IPv6 one its /48: as much as anybody gets by asking for it. */
export function networkKey(ip: string): string {
  return ip.includes(':') && !isMapped(ip) ? `${prefixOf(ip, 3)}/48` : addressKey(ip);
}

const isMapped = (ip: string): boolean => ip.slice(0, 7).toLowerCase() === '::ffff:' && ip.includes('.');

function prefixOf(ip: string, groups: number): string {
  if (!ip.includes(':')) return ip;
  if (isMapped(ip)) return ip.slice(7);
  const [head = '', tail] = ip.toLowerCase().split('%', 1)[0]!.split('::');
  const left = head.split(':').filter(Boolean);
  const right = tail === undefined ? [] : tail.split(':').filter(Boolean);
  const missing = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length);
  const zeros = Array.from({ length: missing }, () => '0');
  return [...left, ...zeros, ...right].slice(0, groups).join(':');
}
