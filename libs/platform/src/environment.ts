/**
 * Reads the environment by a zod schema of its variables, once at the start. A wrong value stops the program with a message
 * that names the variable and its rule; an empty value counts as absent, as compose files write it.
 */
import * as z from 'zod';
import { type TrustedProxies, trustedProxiesIn } from './requests/client-address.js';

/** The program cannot start; `message` is for the person at the terminal. */
export class EnvironmentInvalid extends Error {
  constructor(lines: readonly string[]) {
    super(`The environment is not usable:\n${lines.map((line) => `  ${line}`).join('\n')}`);
    this.name = 'EnvironmentInvalid';
  }
}

const urlOf = (protocols: readonly string[], example: string) =>
  z
    .string()
    .refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), `must be ${example}`);

const TRUST_PROXY_RULE =
  'must say which proxies are believed about a caller’s address, by their own: loopback for a proxy on this machine, ' +
  'or addresses and networks with commas between, such as 10.0.0.5 or 172.30.77.0/24. ' +
  'true and a number of hops are refused: with them anybody could write any address';

/** The variables that several programs share, each with its rule and default. */
export const environmentFields = {
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'must be a port number, 0 to 65535 (0: any free one)')
    .transform(Number)
    .refine((port) => port <= 65_535, 'must be a port number, 0 to 65535 (0: any free one)')
    .default(3000),
  HOST: z
    .string()
    .regex(/^[\w.:-]+$/, 'must be an address to listen on, such as 0.0.0.0 or 127.0.0.1')
    .default('0.0.0.0'),
  PUBLIC_URL: urlOf(['http:', 'https:'], 'the address browsers use, such as https://pickup.example')
    .transform((text) => text.replace(/\/+$/, ''))
    .optional(),
  DATABASE_URL: urlOf(
    ['postgres:', 'postgresql:'],
    'a Postgres address, such as postgres://user:password@host/name',
  ),
  REDIS_URL: urlOf(['redis:', 'rediss:'], 'a Redis address, such as redis://host:6379'),
  ROUTER_URL: urlOf(['http:', 'https:'], 'the address of a Valhalla server, such as http://router:8002'),
  TRACK_KEYS_URL: urlOf(
    ['redis:', 'rediss:'],
    'the address of a Redis that writes nothing to disk, such as redis://keys:6379',
  ),
  KEYS_DIR: z.string().min(1),
  DATA_DIR: z.string().min(1).default('./data'),
  NODE_ENV: z
    .enum(['development', 'production', 'test'], 'must be development, production or test')
    .default('development'),
  LOG_LEVEL: z
    .enum(
      ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'],
      'must be trace, debug, info, warn, error, fatal or silent',
    )
    .optional(),
  REQUIRE_MFA: z
    .enum(['off', 'admins', 'managers'], 'must be off, admins, or managers (who include admins)')
    .default('off'),
  SECRET_KEY: z.string().min(32, 'must have at least 32 characters, such as openssl rand -base64 32 gives'),
  TRUST_PROXY: z
    .string()
    .transform((text, context): TrustedProxies => {
      if (text === 'false') return [];
      if (text === 'on') return ['loopback'];
      try {
        // Any client could then claim any address.
        if (text === 'true' || /^\d+$/.test(text)) throw new TypeError(text);
        return trustedProxiesIn(text);
      } catch {
        context.addIssue({ code: 'custom', message: TRUST_PROXY_RULE });
        return z.NEVER;
      }
    })
    .default([]),
};

/** @throws EnvironmentInvalid naming each wrong or missing variable. */
export function readEnvironment<Schema extends z.ZodObject>(
  schema: Schema,
  source: Readonly<Record<string, string | undefined>>,
): z.infer<Schema> {
  const given = Object.fromEntries(
    Object.entries(source).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  throw new EnvironmentInvalid(
    parsed.error.issues.map((issue) => {
      const name = String(issue.path[0] ?? '');
      return given[name] === undefined
        ? `${name} is not set: this program needs it`
        : `${name} ${issue.message}`;
    }),
  );
}
