/** Keys under which the requests of an address, and of its network, are counted. */

/** An IPv4 address, or the /64 of an IPv6 address, which one household or phone has. */
export function addressKey(ip: string): string {
  return prefixOf(ip, 4);
}

/** An IPv4 address, or the /48 of an IPv6 address, which is the most that a provider assigns to a customer. */
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
