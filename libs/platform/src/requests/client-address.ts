/**
 * The client's address of a request, for the HTTP server and the sockets alike: the address of the connection or, when that
 * is a trusted proxy, the address that the last trusted proxy saw. `X-Forwarded-For` of others is ignored, because anybody
 * can write it.
 */
import type { IncomingMessage } from 'node:http';
import proxies from '@fastify/proxy-addr';

/** Trusted proxies: addresses, networks, or `loopback`, `linklocal`, `uniquelocal`. Empty when there is no proxy. */
export type TrustedProxies = readonly string[];

export type RequestWithSocket = Pick<IncomingMessage, 'headers'> & {
  readonly socket: { readonly remoteAddress?: string | undefined };
};

export interface ClientAddresses {
  /** Undefined once the connection is closed. */
  of(request: RequestWithSocket): string | undefined;
  /** Whether this is the address of a trusted proxy. */
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
