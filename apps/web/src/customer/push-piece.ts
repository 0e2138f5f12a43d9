/** Telling this browser by push of a trip: one piece, for those who ask. */
import type { PushState } from '@curbline/contracts/http';
import { BrowserPush } from '../live/browser-push.js';
import type { Route } from './first-request.js';
import type { ServerCalls } from './server-calls.svelte.js';

const browser = new BrowserPush('/p');
const route = (tripId: string, method: Route['method']): Route => ({
  method,
  path: `/v1/trips/${tripId}/push-subscription`,
});

/** The permission must be there. @returns whether this browser is told from now on */
export async function turnOn(server: ServerCalls, tripId: string): Promise<boolean> {
  const subscription = await browser.subscribe();
  if (!subscription) return false;
  const outcome = await server.ask<PushState>(route(tripId, 'PUT'), { subscription });
  return 'done' in outcome && outcome.done.subscribed;
}

/** The browser's subscription goes as well: no other trip has asked for it. */
export async function turnOff(server: ServerCalls, tripId: string): Promise<boolean> {
  await browser.unsubscribe();
  return 'done' in (await server.ask<PushState>(route(tripId, 'DELETE')));
}
