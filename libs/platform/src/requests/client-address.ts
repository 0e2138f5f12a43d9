/**
 * Whose address a request is counted under, by the one rule for the HTTP server and the sockets: the
 * connection's own, unless that is a proxy's that is trusted by its address. Then it is the one that the last trusted
 * proxy saw. Anybody may write anything into `X-Forwarded-For`; only a trusted proxy's word for it counts.
 */
import type { IncomingMessage } from 'node:http';
import proxies from '@fastify/proxy-addr';

/** Trusted proxies: addresses, networks, or `loopback`, `linklocal`, `uniquelocal`. Empty: nobody stands before us. */
export type TrustedProxies = readonly string[];

export type Asking = Pick<IncomingMessage, 'headers'> & {
  readonly socket: { readonly remoteAddress?: string | undefined };
};

export interface ClientAddresses {
  /** Undefined once the caller has hung up. */
  of(request: Asking): string | undefined;
  /** Whether this address is a proxy's that is trusted. */
  trusts(address: string | undefined): boolean;
}

/** @throws TypeError for what is neither an address nor a network. */
export function clientAddresses(trusted: TrustedProxies): ClientAddresses {
  if (trusted.length === 0) return { of: ({ socket }) => socket.remoteAddress, trusts: () => false };
  const trusts = proxies.compile([...trusted]);
  return {
    of: (request) => {
      const { remoteAddress } = request.socket;
      if (remoteAddress === undefined || request.headers['x-forwarded-for'] === undefined)
        return remoteAddress;
      return proxies(request as IncomingMessage, trusts);
    },
    trusts: (address) => address !== undefined && trusts(address, 0),
  };
}

/** @throws TypeError as {@link clientAddresses} does. @param text with commas between, as a setting has it */
export function trustedProxiesIn(text: string): TrustedProxies {
  const proxies = text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
  clientAddresses(proxies);
  return proxies;
}
