/**
 * docker-compose.yml as Docker would read it: merged, filled in from a `.env`, and refused where it says
 * anything that Compose would not understand. What runs natively in these tests is taken from here.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import * as z from 'zod';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

const duration = z.string().regex(/^\d+(ms|s|m)$/);
/** A list of strings: a colon too many makes a mapping of one, and Compose refuses the file. */
const words = z.array(z.string()).min(1);
const Healthcheck = z.union([
  z.strictObject({
    test: words.refine(([kind]) => kind === 'CMD' || kind === 'CMD-SHELL'),
    interval: duration,
    timeout: duration,
    retries: z.int().positive(),
    start_period: duration.optional(),
  }),
  z.strictObject({ disable: z.literal(true) }),
]);
const Service = z.strictObject({
  image: z.string(),
  build: z.strictObject({ context: z.string(), dockerfile: z.string() }).optional(),
  command: words.optional(),
  restart: z.enum(['no', 'always', 'on-failure', 'unless-stopped']),
  profiles: words.optional(),
  deploy: z.strictObject({ replicas: z.int().positive() }).optional(),
  environment: z.record(z.string().regex(/^[A-Z_]+$/), z.string()).default({}),
  ports: z.array(z.string().regex(/^\d+:\d+(\/udp)?$/)).optional(),
  volumes: z.array(z.string().regex(/^[\w./-]+:\/[\w./-]+(:ro)?$/)).optional(),
  depends_on: z.record(z.string(), z.strictObject({ condition: z.literal('service_healthy') })).default({}),
  stop_grace_period: duration.optional(),
  healthcheck: Healthcheck,
});
const ComposeFile = z.strictObject({
  name: z.string(),
  services: z.record(z.string(), Service),
  networks: z.strictObject({
    default: z.strictObject({
      ipam: z.strictObject({ config: z.array(z.strictObject({ subnet: z.cidrv4() })).length(1) }),
    }),
  }),
  volumes: z.record(z.string(), z.null()),
});
export type ComposeService = z.infer<typeof Service>;
export type ComposeFile = z.infer<typeof ComposeFile>;

/** Compose's own words when a required value is missing. */
export class ValueMissing extends Error {
  constructor(
    readonly variable: string,
    message: string,
  ) {
    super(`required variable ${variable} is missing a value: ${message}`);
  }
}

export const composeText = (): string => readFileSync(`${ROOT}docker-compose.yml`, 'utf8');

/** @throws ValueMissing; z.ZodError where it is no Compose file that we know. */
export function readCompose(env: Readonly<Record<string, string>>, text = composeText()): ComposeFile {
  const raw = parse(text, { merge: true }) as Record<string, unknown>;
  const told = Object.fromEntries(Object.entries(raw).filter(([key]) => !key.startsWith('x-')));
  return ComposeFile.parse(filled(told, env));
}

function filled(value: unknown, env: Readonly<Record<string, string>>): unknown {
  if (typeof value === 'string') return interpolate(value, env);
  if (Array.isArray(value)) return value.map((item) => filled(item, env));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, filled(item, env)]));
}

/** `${NAME}`, `${NAME:-otherwise}` and `${NAME:?what to do}`, one within another as Compose allows. */
export function interpolate(text: string, env: Readonly<Record<string, string>>): string {
  const begin = text.indexOf('${');
  if (begin < 0) return text;
  const end = closing(text, begin + 2);
  const [, name = '', operator, rest = ''] = /^(\w+)(:-|:\?)?(.*)$/s.exec(text.slice(begin + 2, end)) ?? [];
  const given = env[name] ?? '';
  if (given === '' && operator === ':?') throw new ValueMissing(name, rest);
  const value = given === '' && operator === ':-' ? interpolate(rest, env) : given;
  return text.slice(0, begin) + value + interpolate(text.slice(end + 1), env);
}

function closing(text: string, from: number): number {
  for (let at = from, depth = 1; at < text.length; at += 1) {
    if (text.startsWith('${', at)) depth += 1;
    if (text[at] === '}') depth -= 1;
    if (depth === 0) return at;
  }
  throw new Error(`"${text}" has a brace that is never closed`);
}

/** The service of this name. @throws Error when the file has none. */
export function serviceOf(file: ComposeFile, name: string): ComposeService {
  const service = file.services[name];
  if (!service) throw new Error(`docker-compose.yml has no service ${name}`);
  return service;
}

/** A service's health check as a command and its arguments. @throws Error when it has none. */
export function healthCommand({ healthcheck }: ComposeService): readonly string[] {
  if ('disable' in healthcheck) throw new Error('this service has no health check');
  const [kind, ...command] = healthcheck.test;
  return kind === 'CMD-SHELL' ? ['sh', '-c', ...command] : command;
}
