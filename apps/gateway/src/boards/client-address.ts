/**
 * Whose connection it is, by the same word that the rest of the program believes (TRUST_PROXY): a socket has no
 * request of the HTTP server, so what that works out for itself is worked out here once more.
 */
import type { IncomingMessage } from 'node:http';
import { BlockList, isIP, isIPv6 } from 'node:net';

type Asking = Pick<IncomingMessage, 'headers'> & {
  readonly socket: { readonly remoteAddress?: string | undefined };
};

/**
 * @param trust how many proxies stand before us, whose addresses are believed (with commas between), all, or none.
 * @returns tells of a request whose it is; undefined when the connection has gone already.
 */
export function addressBy(trust: boolean | string | number): (request: Asking) => string | undefined {
  const believed = believer(trust);
  return ({ headers, socket: { remoteAddress } }) => {
    if (remoteAddress === undefined) return undefined;
    const told = String(headers['x-forwarded-for'] ?? '').split(',');
    // Nearest first: each proxy writes down whom it heard, after what it was told.
    const chain = [
      remoteAddress,
      ...told
        .map((part) => part.trim())
        .filter(Boolean)
        .reverse(),
    ];
    const own = chain.findIndex((address, hop) => !believed(address, hop));
    return chain[own < 0 ? chain.length - 1 : own];
  };
}

function believer(trust: boolean | string | number): (address: string, hop: number) => boolean {
  if (typeof trust === 'boolean') return () => trust;
  if (typeof trust === 'number') return (_address, hop) => hop < trust;
  const proxies = new BlockList();
  for (const part of trust.split(',').map((text) => text.trim())) {
    const [address = '', bits] = part.split('/');
    const kind = isIPv6(address) ? 'ipv6' : 'ipv4';
    if (bits === undefined) proxies.addAddress(address, kind);
    else proxies.addSubnet(address, Number(bits), kind);
  }
  // Anybody may write anything into the header.
  return (address) => isIP(address) !== 0 && proxies.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
}
