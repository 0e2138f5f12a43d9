/**
 * The headers of every answer. The policy lets pages run their own files and nothing else; it was
 * proven to carry the pages with their map. Swagger's page alone may style itself inline.
 */
import type { FastifyHelmetOptions } from '@fastify/helmet';

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

export const PERMISSIONS_POLICY =
  'geolocation=(self), screen-wake-lock=(self), camera=(self), microphone=(), payment=(), usb=(), browsing-topics=()';

const YEAR_S = 365 * 24 * 3600;

export function helmetOptions(secure: boolean): FastifyHelmetOptions {
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
