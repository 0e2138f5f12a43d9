/** The environment of the one-process program; no other file reads `process.env`. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import {
  baseMapFields,
  baseMapOf,
  type BaseMapSettings,
  edgeFields,
  edgeInput,
  environmentFields,
  outgoingFields,
  connectionLimitFields,
  connectionLimitsOf,
  type PlatformInput,
  readEnvironment,
  type ConnectionLimits,
  messageFields,
  oidcFields,
  type OidcSettings,
  oidcSettingsOf,
  type SmsSettings,
  smsSettingsOf,
  type SmtpSettings,
  smtpSettingsOf,
  type RequireMfa,
  type Retention,
  retentionFields,
  type TrustedProxies,
} from '@curbline/platform';
import * as z from 'zod';

const Environment = z.object({
  PORT: environmentFields.PORT,
  HOST: environmentFields.HOST,
  PUBLIC_URL: environmentFields.PUBLIC_URL,
  /** A Postgres server with PostGIS; without it the embedded database in DATA_DIR. */
  DATABASE_URL: environmentFields.DATABASE_URL.optional(),
  DATA_DIR: environmentFields.DATA_DIR,
  /** The folder of the keys of open trips; in DATA_DIR if not given. */
  KEYS_DIR: environmentFields.KEYS_DIR.optional(),
  /** A Valhalla server for driving times, which gets positions without names; none by default. */
  ROUTER_URL: environmentFields.ROUTER_URL.optional(),
  NODE_ENV: environmentFields.NODE_ENV,
  LOG_LEVEL: environmentFields.LOG_LEVEL,
  TRUST_PROXY: environmentFields.TRUST_PROXY,
  ...outgoingFields,
  ...connectionLimitFields,
  REQUIRE_MFA: environmentFields.REQUIRE_MFA,
  /** Without it a key is created and stored in DATA_DIR. */
  SECRET_KEY: environmentFields.SECRET_KEY.optional(),
  ...retentionFields,
  ...oidcFields,
  ...messageFields,
  ...baseMapFields,
  ...edgeFields,
});

export interface CurblineEnvironment {
  readonly port: number;
  readonly host: string;
  /** Where browsers reach the program; without it, this machine at its port. */
  readonly publicUrl: string | undefined;
  readonly databaseUrl: string | undefined;
  readonly dataDir: string;
  /** The folder of the keys of this database's open trips. */
  readonly keysFolder: string;
  readonly routerUrl: string | undefined;
  readonly production: boolean;
  readonly logLevel: z.infer<typeof Environment>['LOG_LEVEL'];
  readonly trustProxy: TrustedProxies;
  /** Private machines to which requests may be sent. */
  readonly outgoingPrivateHosts: ReadonlySet<string>;
  /** Push services besides those of the browsers' makers. */
  readonly pushHosts: ReadonlySet<string>;
  readonly connectionLimits: Partial<ConnectionLimits>;
  readonly requireMfa: RequireMfa;
  /** The provider with which managers may sign in. */
  readonly oidc: OidcSettings | undefined;
  /** The mail server; without it e-mails are only shown. */
  readonly smtp: SmtpSettings | undefined;
  /** The provider of text messages; without it they are only shown. */
  readonly sms: SmsSettings | undefined;
  /** The map under the plan on which a store's place is drawn. */
  readonly baseMap: BaseMapSettings | undefined;
  readonly secretKey: string | undefined;
  /** How long data is kept, where it is not as usual. */
  readonly retention: Partial<Retention> | undefined;
  /** Limits, documentation, figures and further origins, as the platform takes them. */
  readonly edge: Pick<PlatformInput, 'additionalOrigins' | 'docs' | 'limits' | 'metrics'>;
}

/** @throws EnvironmentInvalid naming each wrong variable. */
export function readCurblineEnvironment(
  source: Readonly<Record<string, string | undefined>> = process.env,
): CurblineEnvironment {
  const read = readEnvironment(Environment, source);
  const production = read.NODE_ENV === 'production';
  return {
    port: read.PORT,
    host: read.HOST,
    publicUrl: read.PUBLIC_URL,
    databaseUrl: read.DATABASE_URL,
    dataDir: read.DATA_DIR,
    keysFolder: join(read.KEYS_DIR ?? join(read.DATA_DIR, 'keys'), nameOfDatabase(read.DATABASE_URL)),
    routerUrl: read.ROUTER_URL,
    production,
    logLevel: read.LOG_LEVEL,
    trustProxy: read.TRUST_PROXY,
    outgoingPrivateHosts: read.OUTGOING_PRIVATE_HOSTS,
    pushHosts: read.PUSH_HOSTS,
    connectionLimits: connectionLimitsOf(read),
    requireMfa: read.REQUIRE_MFA,
    oidc: oidcSettingsOf(read),
    smtp: smtpSettingsOf(read),
    sms: smsSettingsOf(read),
    baseMap: baseMapOf(read, read.DATA_DIR),
    secretKey: read.SECRET_KEY,
    retention: read.RETENTION,
    edge: edgeInput(read, production),
  };
}

/** A folder name for each database, because two programs may share the folder. It does not depend on the password. */
function nameOfDatabase(databaseUrl: string | undefined): string {
  if (databaseUrl === undefined) return 'embedded';
  const { host, pathname } = new URL(databaseUrl);
  return createHash('sha256').update(`${host}${pathname}`).digest('hex').slice(0, 12);
}
