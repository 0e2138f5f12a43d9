/**
 * Driving times from a Valhalla server (its HTTP API, `POST /route`). This is the only place that sends a position out
 * of Curbline, and only if the operator has configured a router.
 */
import type { Position } from '@curbline/domain/geo';
import * as z from 'zod';

/** A later answer is of no use: the position has been answered without it. */
export const ROUTER_LIMIT_MS = 250;

/** The part of Valhalla's response that is read: `time` is in seconds. */
const RouteResponse = z.object({
  trip: z.object({ status: z.literal(0), summary: z.object({ time: z.number().nonnegative().max(86_400) }) }),
});

export class ValhallaClient {
  private readonly route: URL;

  /** @param address of the server, with or without a path, such as `http://router:8002` */
  constructor(address: string) {
    this.route = new URL('route', address.endsWith('/') ? address : `${address}/`);
  }

  /**
   * Seconds by car; `undefined` when the server finds no route (a car on a ferry, a phone far from any road).
   * @throws when the server cannot be reached, is too slow, fails, or answers in another form.
   */
  async drivingSeconds(from: Position, to: Position): Promise<number | undefined> {
    const place = ([lon, lat]: Position) => ({ lon, lat });
    const answer = await fetch(this.route, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        locations: [place(from), place(to)],
        costing: 'auto',
        directions_type: 'none',
      }),
      redirect: 'error',
      signal: AbortSignal.timeout(ROUTER_LIMIT_MS),
    });
    if (!answer.ok) {
      await answer.body?.cancel();
      // Valhalla answers 400 when it finds no road or no route. That is no failure, and other trips may go on asking.
      if (answer.status === 400) return undefined;
      throw new Error(`the router answered ${answer.status}`);
    }
    return RouteResponse.parse(await answer.json()).trip.summary.time;
  }
}
