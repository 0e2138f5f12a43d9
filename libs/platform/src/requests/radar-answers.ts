/**
 * What Radar's SDKs understand (radar-sdk-js 5.2.0). The page that runs one is of another site, so these answers, unlike
 * all others of Curbline, may be read by every site: nothing in them depends on a cookie, and none is sent along.
 */
import type { PlainAnswer, PlainRoute } from './fastify-routes.js';

/** The address to give an SDK as `host` ends so; the SDK adds `/v1/…`. */
export const RADAR_PREFIX = '/radar';

const READABLE_BY_ALL = { 'access-control-allow-origin': '*', 'access-control-max-age': '86400' };

/** An answer with which the SDK goes on. */
export const radarAnswer = (parts: object, message?: string): PlainAnswer => ({
  status: 200,
  headers: { ...READABLE_BY_ALL, 'content-type': 'application/json; charset=utf-8' },
  body: JSON.stringify({ meta: { code: 200, ...(message !== undefined && { message }) }, ...parts }),
});

/** The routes, by their names, by which browsers ask whether another site may call `paths`. */
export const radarPreflights = (paths: Readonly<Record<string, string>>): PlainRoute[] =>
  Object.entries(paths).map(([name, path]) => ({
    name,
    method: 'OPTIONS',
    path,
    bodyLimitBytes: 1024,
    answer: async () => ({
      status: 204,
      headers: {
        ...READABLE_BY_ALL,
        'access-control-allow-methods': 'GET, POST, PATCH',
        // Named one by one: a star does not include Authorization (Fetch standard, 3.3.5).
        'access-control-allow-headers':
          'authorization, content-type, x-radar-device-type, x-radar-sdk-version',
      },
      body: '',
    }),
  }));
