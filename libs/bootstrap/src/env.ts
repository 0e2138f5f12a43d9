/** The environment of a service in a process of its own. All services read the same variables. */
import {
  baseMapFields,
  edgeFields,
  environmentFields,
  outgoingFields,
  connectionLimitFields,
  messageFields,
  oidcFields,
  readEnvironment,
  retentionFields,
} from '@curbline/platform';
import * as z from 'zod';

const Environment = z.object({
  PORT: environmentFields.PORT,
  HOST: environmentFields.HOST,
  PUBLIC_URL: environmentFields.PUBLIC_URL,
  DATABASE_URL: environmentFields.DATABASE_URL,
  REDIS_URL: environmentFields.REDIS_URL,
  /** A Redis that writes nothing to disk, for the keys of trips; REDIS_URL if that one does not either. */
  TRACK_KEYS_URL: environmentFields.TRACK_KEYS_URL.optional(),
  /** A Valhalla server for driving times, for the geofence service alone. */
  ROUTER_URL: environmentFields.ROUTER_URL.optional(),
  NODE_ENV: environmentFields.NODE_ENV,
  LOG_LEVEL: environmentFields.LOG_LEVEL,
  TRUST_PROXY: environmentFields.TRUST_PROXY,
  ...outgoingFields,
  ...connectionLimitFields,
  REQUIRE_MFA: environmentFields.REQUIRE_MFA,
  /** The same for every copy. Without it no contact is kept and no authenticator app can be set up; passkeys can. */
  SECRET_KEY: environmentFields.SECRET_KEY.optional(),
  /** For order-service alone. */
  ...retentionFields,
  ...oidcFields,
  /** For notification-service alone. */
  ...messageFields,
  /** For gateway alone. */
  ...baseMapFields,
  ...edgeFields,
});
export type ServiceEnvironment = z.infer<typeof Environment>;

/** @throws EnvironmentInvalid naming each wrong or missing variable. */
export function readServiceEnvironment(
  source: Readonly<Record<string, string | undefined>> = process.env,
): ServiceEnvironment {
  return readEnvironment(Environment, source);
}
