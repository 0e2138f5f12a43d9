import { describe, expect, it } from 'vitest';
import { readRoutes } from './caddy-routes.js';

describe('the paths of deploy/Caddyfile', () => {
  const routes = readRoutes();

  it.each([
    ['/v1/trips/01a/fixes', 'geofence-service'],
    ['/v1/stores/lyon/fence-health', 'geofence-service'],
    ['/c/AAAAAAAAAAAAAAAAAAAAAA', 'geofence-service'],
    ['/c/AAAAAAAAAAAAAAAAAAAAAA/owntracks?u=a', 'geofence-service'],
    ['/api/v1/overland/batches?api_key=A', 'geofence-service'],
    ['/c/AAAAAAAAAAAAAAAAAAAAAA/event', 'order-service'],
    ['/', 'gateway'],
    ['/p', 'gateway'],
    ['/board?store=lyon', 'gateway'],
    ['/assets/board-1a.js', 'gateway'],
    ['/v1/trips/01a/events', 'gateway'],
    ['/socket.io/?EIO=4', 'gateway'],
    ['/v1/trips/01a/here', 'order-service'],
    ['/v1/stores/lyon/board', 'order-service'],
    ['/v1/orders', 'order-service'],
  ])('lead %s to the %s', (path, service) => {
    expect(routes(path)).toBe(service);
  });

  it('are refused where a block names a service that is not one of the three', () => {
    const caddyfile = 'handle {\n\treverse_proxy {$PLACES:places:3000} {\n\t}\n}';
    expect(() => readRoutes(caddyfile)).toThrow('the rest leads to places');
  });
});
