import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readRoutes } from './caddy-routes.js';

describe('the paths of deploy/Caddyfile', () => {
  const routes = readRoutes();

  it.each([
    ['/v1/trips/01a/fixes', 'geofence-service'],
    ['/v1/stores/lyon/fence-health', 'geofence-service'],
    ['/radar/v1/track', 'geofence-service'],
    ['/radar/v1/config?deviceId=a', 'geofence-service'],
    ['/radar/v1/trips', 'order-service'],
    ['/radar/v1/trips/order-1/update', 'order-service'],
    ['/c/AAAAAAAAAAAAAAAAAAAAAA', 'geofence-service'],
    ['/c/AAAAAAAAAAAAAAAAAAAAAA/owntracks?u=a', 'geofence-service'],
    ['/api/v1/overland/batches?api_key=A', 'geofence-service'],
    ['/c/AAAAAAAAAAAAAAAAAAAAAA/event', 'order-service'],
    ['/', 'gateway'],
    ['/p', 'gateway'],
    ['/board?store=lyon', 'gateway'],
    ['/assets/board-1a.js', 'gateway'],
    ['/v1/trips/01a/events', 'gateway'],
    ['/board-worker.js', 'gateway'],
    ['/customer-worker.js', 'gateway'],
    ['/socket.io/?EIO=4', 'gateway'],
    ['/v1/inbound/email', 'notification-service'],
    ['/v1/unsubscribe/AAAAAAAAAAAAAAAAAAAAAA?lang=fr', 'notification-service'],
    ['/v1/push/key', 'notification-service'],
    ['/v1/trips/01a/push-subscription', 'notification-service'],
    ['/v1/trips/01a/here', 'order-service'],
    ['/v1/stores/lyon/board', 'order-service'],
    ['/v1/orders', 'order-service'],
  ])('lead %s to the %s', (path, service) => {
    expect(routes(path)).toBe(service);
  });

  it('lead every file beside the pages to the gateway, which serves them', () => {
    const files = readdirSync('apps/web/public', { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name !== 'lost.css')
      .map(({ parentPath, name }) => relative('apps/web/public', join(parentPath, name)));
    expect(files).toContain(join('icons', 'board-192.png'));
    expect(files.filter((file) => routes(`/${file}`) !== 'gateway')).toEqual([]);
  });

  it('are refused where a block names a service that is not one of the three', () => {
    const caddyfile = 'handle {\n\treverse_proxy {$PLACES:places:3000} {\n\t}\n}';
    expect(() => readRoutes(caddyfile)).toThrow('the rest leads to places');
  });
});
