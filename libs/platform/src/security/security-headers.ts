/**
 * The headers of every answer. The policy lets pages run their own files and nothing else; it was
 * proven to carry the pages with their map. Swagger's page alone may style itself inline.
 */
import helmet, { type FastifyHelmetOptions } from '@fastify/helmet';
import { FastifyAdapter } from '@nestjs/platform-fastify';

const DIRECTIVES = {
  'default-src': ["'self'"],
  'script-src': ["'self'"],
  'style-src': ["'self'"],
  'img-src': ["'self'", 'data:', 'blob:'],
  'connect-src': ["'self'"],
  'worker-src': ["'self'"],
  'object-src': ["'none'"],
  'base-uri': ["'none'"],
  'form-action': ["'self'"],
  'frame-ancestors': ["'none'"],
};

/** Swagger's page writes styles into its elements. */
export const DOCS_POLICY = policyText({ ...DIRECTIVES, 'style-src': ["'self'", "'unsafe-inline'"] });

const PERMISSIONS_POLICY =
  'geolocation=(self), screen-wake-lock=(self), camera=(self), microphone=(), payment=(), usb=(), browsing-topics=()';

const YEAR_S = 365 * 24 * 3600;

/** What the HTTP server says of every answer by itself. */
const OF_THE_ANSWER = new Set(['content-type', 'content-length', 'date', 'connection']);

/**
 * The headers as Helmet gives them. They are the same for every answer, so it is asked once, at the start, and not
 * fourteen small programs with every request.
 * @param secure whether the public address is https
 */
export async function securityHeaders(secure: boolean): Promise<Readonly<Record<string, string>>> {
  const probe = new FastifyAdapter({ logger: false }).getInstance();
  await probe.register(helmet, helmetOptions(secure));
  probe.get('/', () => '');
  const { headers } = await probe.inject('/');
  await probe.close();
  const given = Object.entries(headers).filter(([name]) => !OF_THE_ANSWER.has(name));
  return Object.fromEntries([
    ...given.map(([name, value]) => [name, String(value)]),
    ['permissions-policy', PERMISSIONS_POLICY],
  ]) as Record<string, string>;
}

function helmetOptions(secure: boolean): FastifyHelmetOptions {
  return {
    contentSecurityPolicy: { useDefaults: false, directives: DIRECTIVES },
    strictTransportSecurity: secure ? { maxAge: YEAR_S, includeSubDomains: true } : false,
    referrerPolicy: { policy: 'no-referrer' },
    frameguard: { action: 'deny' },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    crossOriginEmbedderPolicy: false,
  };
}

function policyText(directives: Readonly<Record<string, readonly string[]>>): string {
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources.join(' ')}`)
    .join('; ');
}
