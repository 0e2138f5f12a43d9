/** What one program tells its platform: who it is, where it is reached, how it logs. */
import type { DestinationStream, LevelWithSilent } from 'pino';
import type { Clock } from './clock.js';

export const PLATFORM_OPTIONS = Symbol('PLATFORM_OPTIONS');

export interface PlatformInput {
  /** The program's name in logs, metrics and the API's title page. */
  readonly name: string;
  /** Where browsers reach the program: `https://pickup.example`, without a slash at the end. */
  readonly publicUrl: string;
  /** Proxies whose X-Forwarded-* is believed: false, a list of addresses, or how many hops. */
  readonly trustProxy?: boolean | string | number;
  readonly log?: {
    readonly level?: LevelWithSilent;
    /** `json` for machines, `lines` for a person at a terminal. */
    readonly format?: 'json' | 'lines';
    /** Standard output unless given. */
    readonly destination?: DestinationStream;
  };
  readonly clock?: Clock;
  /** Where copies of a program share their limits; each counts for itself without. */
  readonly redisUrl?: string;
  readonly limits?: Partial<RateLimits>;
  /** Stop on SIGINT and SIGTERM. Off where the program handles signals itself, and in tests. */
  readonly handleSignals?: boolean;
}

/** Requests a minute. */
export interface RateLimits {
  /** From one address, whatever it asks for: shops and stores behind one address share it. */
  readonly perAddress: number;
  /** Batches of fixes from one customer's session. */
  readonly fixesPerSession: number;
  /** Codes, PINs and passwords tried from one address. */
  readonly signInsPerAddress: number;
}

export interface PlatformOptions {
  readonly name: string;
  readonly publicUrl: string;
  /** Cookies are `Secure` and `__Host-`, and HSTS is sent, when the public address is https. */
  readonly secureCookies: boolean;
  readonly trustProxy: boolean | string | number;
  readonly log: {
    readonly level: LevelWithSilent;
    readonly format: 'json' | 'lines';
    readonly destination: DestinationStream | undefined;
  };
  readonly redisUrl: string | undefined;
  readonly limits: RateLimits;
  readonly handleSignals: boolean;
}

/** The largest body accepted, bytes: a batch of 500 fixes takes a third of it. */
export const BODY_LIMIT_BYTES = 256 * 1024;

const LIMITS: RateLimits = { perAddress: 3000, fixesPerSession: 120, signInsPerAddress: 30 };

export function platformOptions(input: PlatformInput): PlatformOptions {
  return {
    name: input.name,
    publicUrl: input.publicUrl.replace(/\/+$/, ''),
    secureCookies: input.publicUrl.startsWith('https://'),
    trustProxy: input.trustProxy ?? false,
    log: {
      level: input.log?.level ?? 'info',
      format: input.log?.format ?? 'json',
      destination: input.log?.destination,
    },
    redisUrl: input.redisUrl,
    limits: { ...LIMITS, ...input.limits },
    handleSignals: input.handleSignals ?? true,
  };
}
