/** From a host's name to its addresses. */
import type { LookupAddress } from 'node:dns';
import { lookup, Resolver } from 'node:dns/promises';

/** @returns all addresses of the name; an error when there are none */
export type ResolveHost = (name: string) => Promise<LookupAddress[]>;

/** A private name may stand in a file of this machine, and needs its search domains: the system resolves it. */
export const resolvePrivate: ResolveHost = (name) => lookup(name, { all: true });

/**
 * Asks the name servers directly. The system's function would hold one of the process's four threads for each name
 * whose servers do not respond, and with four such names nothing else would be resolved or written to a file.
 */
export const resolvePublic: ResolveHost = async (name) => {
  const resolver = new Resolver({ timeout: 2_000, tries: 2 });
  const [ipv4, ipv6] = await Promise.allSettled([resolver.resolve4(name), resolver.resolve6(name)]);
  if (ipv4.status === 'rejected' && ipv6.status === 'rejected') throw ipv4.reason;
  return [...addressesOf(ipv4, 4), ...addressesOf(ipv6, 6)];
};

function addressesOf(answer: PromiseSettledResult<string[]>, family: 4 | 6): LookupAddress[] {
  return answer.status === 'fulfilled' ? answer.value.map((address) => ({ address, family })) : [];
}
