/**
 * The headers of every answer. The policy of pages lets them run their own files and nothing else; it was
 * proven to carry the pages with their map. Swagger's page alone may style itself inline. Data, which is no page,
 * may load nothing at all, and goes without what only tells a browser how to treat a page.
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

const permissionsPolicy = (camera: '()' | '(self)'): string =>
  `geolocation=(self), screen-wake-lock=(self), camera=${camera}, microphone=(), payment=(), usb=(), browsing-topics=()`;

const YEAR_S = 365 * 24 * 3600;

const DATA_POLICY = policyText({
  'default-src': ["'none'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
  'frame-ancestors': ["'none'"],
});

/** Of what Helmet says, what concerns data as well. */
const OF_DATA = [
  'strict-transport-security',
  'x-content-type-options',
  'referrer-policy',
  'cross-origin-opener-policy',
  'cross-origin-resource-policy',
  'permissions-policy',
] as const;

export type Headers = Readonly<Record<string, string>>;

/**
 * What a page that reads codes with the camera says beside the headers of every page: it alone may open the camera,
 * and run the reader's WebAssembly where the browser has no reader of its own. Still no script but its own files.
 */
export const CAMERA_PAGE_HEADERS: Headers = {
  'content-security-policy': policyText({ ...DIRECTIVES, 'script-src': ["'self'", "'wasm-unsafe-eval'"] }),
  'permissions-policy': permissionsPolicy('(self)'),
};

/** What the HTTP server says of every answer by itself. */
const OF_THE_ANSWER = new Set(['content-type', 'content-length', 'date', 'connection']);

/**
 * The headers as Helmet gives them, of pages and of data. They are the same for every answer, so it is asked once, at
 * the start, and not fourteen small programs with every request.
 * @param secure whether the public address is https
 */
export async function securityHeaders(secure: boolean): Promise<{ pages: Headers; data: Headers }> {
  const probe = new FastifyAdapter({ logger: false }).getInstance();
  await probe.register(helmet, helmetOptions(secure));
  probe.get('/', () => '');
  const { headers } = await probe.inject('/');
  await probe.close();
  const given = Object.entries(headers).filter(([name]) => !OF_THE_ANSWER.has(name));
  const pages = Object.fromEntries([
    ...given.map(([name, value]) => [name, String(value)]),
    ['permissions-policy', permissionsPolicy('()')],
  ]) as Record<string, string>;
  const kept = OF_DATA.flatMap((name) => (pages[name] === undefined ? [] : [[name, pages[name]]]));
  const data = Object.fromEntries([
    ['content-security-policy', DATA_POLICY],
    ['cache-control', 'no-store'],
    ...kept,
  ]) as Record<string, string>;
  return { pages, data };
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
