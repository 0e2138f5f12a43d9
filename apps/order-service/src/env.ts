/** The environment of the order service as a program of its own. Nothing else in it reads `process.env`. */
import { environmentFields, readEnvironment } from '@curbline/platform';
import * as z from 'zod';

const Environment = z.object({
  PORT: environmentFields.PORT,
  HOST: environmentFields.HOST,
  PUBLIC_URL: environmentFields.PUBLIC_URL,
  DATABASE_URL: environmentFields.DATABASE_URL,
  REDIS_URL: environmentFields.REDIS_URL,
  LOG_LEVEL: environmentFields.LOG_LEVEL,
  TRUST_PROXY: environmentFields.TRUST_PROXY,
});
export type OrderServiceEnvironment = z.infer<typeof Environment>;

/** @throws EnvironmentInvalid naming each wrong or missing variable. */
export const readOrderServiceEnvironment = (
  source: Readonly<Record<string, string | undefined>> = process.env,
): OrderServiceEnvironment => readEnvironment(Environment, source);
