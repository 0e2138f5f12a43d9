/** The options of a program: its name, public URL, log and limits. */
import type { DestinationStream, LevelWithSilent } from 'pino';
import type { BaseMapSettings } from './base-map.js';
import type { Clock } from './clock.js';
import type { SmsSettings, SmtpSettings } from './message-settings.js';
import type { OidcSettings } from './oidc-settings.js';
import type { TrustedProxies } from './requests/client-address.js';
import { DEFAULT_RETENTION, type Retention } from './retention-settings.js';
import { DEFAULT_CONNECTION_LIMITS, type ConnectionLimits } from './security/connection-limits.js';

export const PLATFORM_OPTIONS = Symbol('PLATFORM_OPTIONS');

export interface PlatformInput {
  /** The program's name in logs, metrics and the API's title page. */
  readonly name: string;
  /** Where browsers reach the program: `https://pickup.example`, without a slash at the end. */
  readonly publicUrl: string;
  /** Further origins of browsers that are ours, such as `https://shop.example`; see `isFromOurPages`. */
  readonly additionalOrigins?: readonly string[];
  /** Addresses of the proxies whose X-Forwarded-* headers are trusted; none unless given. */
  readonly trustProxy?: TrustedProxies;
  /** Who may read `/docs`: everybody unless said otherwise. */
  readonly docs?: 'open' | 'managers' | 'off';
  readonly metrics?: MetricsAccess;
  /** Private machines that webhooks, shops' systems and push may be asked at; none unless given. */
  readonly outgoingPrivateHosts?: ReadonlySet<string>;
  /** Push services besides those of the browsers' makers; none unless given. */
  readonly pushHosts?: ReadonlySet<string>;
  readonly log?: {
    readonly level?: LevelWithSilent;
    /** `json` for machines, `lines` for a person at a terminal. */
    readonly format?: 'json' | 'lines';
    /** Standard output unless given. */
    readonly destination?: DestinationStream;
  };
  readonly clock?: Clock;
  /** The Redis in which copies of a program share their limits; without it each counts for itself. */
  readonly redisUrl?: string;
  /** How long data is kept, by kind. */
  readonly retention?: Partial<Retention> | undefined;
  readonly limits?: Partial<RateLimits>;
  readonly connectionLimits?: Partial<ConnectionLimits>;
  /** Who must show a second factor at sign-in; `managers` asks admins, too. `off` unless given. */
  readonly requireMfa?: RequireMfa;
  /** The provider with which managers may sign in; none unless given. */
  readonly oidc?: OidcSettings | undefined;
  /** The mail server; without it e-mails go to the outbox. */
  readonly smtp?: SmtpSettings | undefined;
  /** The provider of text messages; without it they go to the outbox. */
  readonly sms?: SmsSettings | undefined;
  /** The map under the plan on which a store's place is drawn; none unless given. */
  readonly baseMap?: BaseMapSettings | undefined;
  /** The key for secrets that the program must read again, stored outside of the database. At least 32 characters. */
  readonly secretKey?: string | undefined;
  /** Stop on SIGINT and SIGTERM. Off where the program handles signals itself, and in tests. */
  readonly handleSignals?: boolean;
}

export type RequireMfa = 'off' | 'admins' | 'managers';

/** Who may read the metrics. */
export interface MetricsAccess {
  /** By everybody, on the public port. */
  readonly open: boolean;
  /** On the public port by whoever sends it as a bearer token. */
  readonly token?: string;
  /** By everybody who reaches this address, which should not be public. */
  readonly listen?: { readonly host: string; readonly port: number };
}

/** Numbers per minute, except for the connections; see docs/install.md. */
export interface RateLimits {
  /** Requests of unknown callers from one IPv4 address or IPv6 /64. */
  readonly perAddress: number;
  /** Requests of one known caller (a device, a session, a shop's key), which do not count for an address. */
  readonly perCaller: number;
  /** Requests of all callers from one IPv4 address or IPv6 /48. */
  readonly perNetwork: number;
  /** Batches of fixes from one customer's session. */
  readonly fixesPerSession: number;
  /** Failed attempts at one person, login or code. */
  readonly missesPerSubject: number;
  /** Open connections of all callers. */
  readonly connections: number;
  /** Open connections of one address that is not a trusted proxy. */
  readonly connectionsPerAddress: number;
  /** Failed attempts at one kind of secret from one IPv4 address, IPv6 /64 or enrolled device. */
  readonly missesPerAddress: number;
}

export interface PlatformOptions {
  readonly name: string;
  readonly publicUrl: string;
  /** Cookies are `Secure` and `__Host-`, and HSTS is sent, when the public address is https. */
  readonly secureCookies: boolean;
  readonly additionalOrigins: readonly string[];
  readonly trustProxy: TrustedProxies;
  readonly docs: 'open' | 'managers' | 'off';
  readonly metrics: MetricsAccess;
  readonly outgoingPrivateHosts: ReadonlySet<string>;
  readonly pushHosts: ReadonlySet<string>;
  readonly log: {
    readonly level: LevelWithSilent;
    readonly format: 'json' | 'lines';
    readonly destination: DestinationStream | undefined;
  };
  readonly redisUrl: string | undefined;
  readonly retention: Retention;
  readonly limits: RateLimits;
  readonly connectionLimits: ConnectionLimits;
  readonly requireMfa: RequireMfa;
  readonly oidc: OidcSettings | undefined;
  readonly smtp: SmtpSettings | undefined;
  readonly sms: SmsSettings | undefined;
  readonly baseMap: BaseMapSettings | undefined;
  readonly secretKey: string | undefined;
  readonly handleSignals: boolean;
}

/** The largest body accepted, bytes: a batch of 500 fixes takes a third of it. */
export const BODY_LIMIT_BYTES = 256 * 1024;

export const DEFAULT_LIMITS: RateLimits = {
  perAddress: 3_000,
  perCaller: 3_000,
  perNetwork: 30_000,
  fixesPerSession: 120,
  missesPerSubject: 10,
  missesPerAddress: 60,
  connections: 10_000,
  connectionsPerAddress: 2_500,
};

export function platformOptions(input: PlatformInput): PlatformOptions {
  return {
    name: input.name,
    publicUrl: input.publicUrl.replace(/\/+$/, ''),
    secureCookies: input.publicUrl.startsWith('https://'),
    additionalOrigins: input.additionalOrigins ?? [],
    trustProxy: input.trustProxy ?? [],
    docs: input.docs ?? 'open',
    metrics: input.metrics ?? { open: true },
    outgoingPrivateHosts: input.outgoingPrivateHosts ?? new Set(),
    pushHosts: input.pushHosts ?? new Set(),
    log: {
      level: input.log?.level ?? 'info',
      format: input.log?.format ?? 'json',
      destination: input.log?.destination,
    },
    redisUrl: input.redisUrl,
    retention: { ...DEFAULT_RETENTION, ...input.retention },
    limits: { ...DEFAULT_LIMITS, ...input.limits },
    connectionLimits: { ...DEFAULT_CONNECTION_LIMITS, ...input.connectionLimits },
    requireMfa: input.requireMfa ?? 'off',
    oidc: input.oidc,
    smtp: input.smtp,
    sms: input.sms,
    baseMap: input.baseMap,
    secretKey: input.secretKey,
    handleSignals: input.handleSignals ?? true,
  };
}
