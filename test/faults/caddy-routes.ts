/** Which service answers a path, read from deploy/Caddyfile, so that the tests' proxy cannot differ from it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './compose-file.js';

export type Service = 'order-service' | 'geofence-service' | 'notification-service' | 'gateway';

const SERVICES: readonly Service[] = ['order-service', 'geofence-service', 'notification-service', 'gateway'];
/** `@name path /one /two/*` */
const MATCHER = /^@(\w+) path (.+)$/gm;
/** `handle @name {` or `handle /path/* {`, or `handle {` for the rest, and the service that its proxy names. */
const HANDLE = /^handle (?:(\S+) )?\{\s*reverse_proxy \{\$[A-Z_]+:([a-z-]+):\d+\}/gm;

/**
 * @param caddyfile the text of deploy/Caddyfile
 * @returns the service for a URL's path, which may have a query
 * @throws Error when the file names a service or a matcher that is not known, or no service for the rest
 */
export function readRoutes(
  caddyfile = readFileSync(join(ROOT, 'deploy', 'Caddyfile'), 'utf8'),
): (url: string) => Service {
  const text = caddyfile.replaceAll(/^\s+/gm, '');
  const matchers = new Map(
    [...text.matchAll(MATCHER)].map(([, name = '', paths = '']) => [`@${name}`, paths.split(' ')]),
  );
  const routes = [...text.matchAll(HANDLE)].map(([, matcher, name = '']) => {
    const service = SERVICES.find((each) => each === name);
    const paths = matcher?.startsWith('@') ? matchers.get(matcher) : [matcher ?? '*'];
    if (!service || !paths) throw new Error(`deploy/Caddyfile: ${matcher ?? 'the rest'} leads to ${name}`);
    return { service, patterns: paths.map(patternOf) };
  });
  return (url) => {
    const [path = '/'] = url.split('?');
    const route = routes.find(({ patterns }) => patterns.some((pattern) => pattern.test(path)));
    if (!route) throw new Error(`deploy/Caddyfile names no service for ${path}`);
    return route.service;
  };
}

/** Caddy's `*` stands for anything, slashes as well only at the end; no path here needs the difference. */
function patternOf(path: string): RegExp {
  const parts = path.split('*').map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`));
  return new RegExp(`^${parts.join('.*')}$`);
}
