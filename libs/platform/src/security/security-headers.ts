/**
 * The security headers of every response. The policy of pages allows their own files only. The policy of data allows
 * nothing, and data has no headers that matter only for pages.
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

const permissionsPolicy = (camera: '()' | '(self)'): string =>
  `geolocation=(self), screen-wake-lock=(self), camera=${camera}, microphone=(), payment=(), usb=(), browsing-topics=()`;

const YEAR_S = 365 * 24 * 3600;

const DATA_POLICY = policyText({
  'default-src': ["'none'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
  'frame-ancestors': ["'none'"],
});

/** The headers of Helmet that apply to data too. */
const DATA_HEADERS = [
  'strict-transport-security',
  'x-content-type-options',
  'referrer-policy',
  'cross-origin-opener-policy',
  'cross-origin-resource-policy',
  'permissions-policy',
] as const;

export type Headers = Readonly<Record<string, string>>;

/** Which of our pages a page may be framed by: none but in a demonstration, whose page shows several side by side. */
const framedBy = (framed: boolean): Record<string, readonly string[]> => ({
  'frame-ancestors': framed ? ["'self'"] : ["'none'"],
});

/**
 * Additional headers of the page that reads codes with the camera: it may open the camera, and run the WebAssembly reader
 * where the browser has none.
 * @param framed whether our own pages may frame it
 */
export const cameraPageHeaders = (framed: boolean): Headers => ({
  'content-security-policy': policyText({
    ...DIRECTIVES,
    'script-src': ["'self'", "'wasm-unsafe-eval'"],
    ...framedBy(framed),
  }),
  'permissions-policy': permissionsPolicy('(self)'),
});

/**
 * Additional headers of the page with the plan of a store: its scripts may ask the site of the map under the plan.
 * @param framed whether our own pages may frame it
 * @param mapOrigin such as `https://tiles.example`
 */
export const mapPageHeaders = (framed: boolean, mapOrigin: string): Headers => ({
  'content-security-policy': policyText({
    ...DIRECTIVES,
    'connect-src': [...DIRECTIVES['connect-src'], mapOrigin],
    ...framedBy(framed),
  }),
});

export interface SecurityHeaders {
  readonly pages: Headers;
  /** Of the pages of a demonstration, which our own page may frame. */
  readonly framedPages: Headers;
  readonly data: Headers;
}

/** Headers that the HTTP server sets itself. */
const SERVER_HEADERS = new Set(['content-type', 'content-length', 'date', 'connection']);

/**
 * The headers of Helmet for pages and for data. They are the same for every response, so they are computed once at the
 * start.
 * @param secure whether the public address is https
 */
export async function securityHeaders(secure: boolean): Promise<SecurityHeaders> {
  const probe = new FastifyAdapter({ logger: false }).getInstance();
  await probe.register(helmet, helmetOptions(secure));
  probe.get('/', () => '');
  const { headers } = await probe.inject('/');
  await probe.close();
  const given = Object.entries(headers).filter(([name]) => !SERVER_HEADERS.has(name));
  const pages = Object.fromEntries([
    ...given.map(([name, value]) => [name, String(value)]),
    ['permissions-policy', permissionsPolicy('()')],
  ]) as Record<string, string>;
  const common = DATA_HEADERS.flatMap((name) => (pages[name] === undefined ? [] : [[name, pages[name]]]));
  const data = Object.fromEntries([
    ['content-security-policy', DATA_POLICY],
    ['cache-control', 'no-store'],
    ...common,
  ]) as Record<string, string>;
  const framedPages = {
    ...pages,
    'content-security-policy': policyText({ ...DIRECTIVES, ...framedBy(true) }),
    'x-frame-options': 'SAMEORIGIN',
  };
  return { pages, framedPages, data };
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
