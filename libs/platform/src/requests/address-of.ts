import type { IncomingMessage } from 'node:http';

/**
 * Whose address a request is counted under: the connection's, or, behind proxies that are believed, the one that
 * the last of them saw. The same as Fastify's `request.ip`.
 * @param trust as in the platform's options @returns `undefined` for a list of addresses and a forwarded request
 */
export function addressOf(
  { headers, socket }: Pick<IncomingMessage, 'headers' | 'socket'>,
  trust: boolean | string | number,
): string | undefined {
  const { remoteAddress } = socket;
  const forwarded = headers['x-forwarded-for'];
  if (trust === false || forwarded === undefined) return remoteAddress;
  if (typeof trust === 'string') return undefined;
  const hops = [forwarded].flat().join(',').split(',').reverse();
  const addresses = [remoteAddress, ...hops.map((hop) => hop.trim())];
  return addresses[Math.min(trust === true ? Infinity : trust, addresses.length - 1)];
}
