/**
 * Travel times from a Valhalla server (its HTTP API, `POST /route`). The only place that sends a position out
 * of Curbline, and only where whoever runs it has named a router.
 */
import type { Position } from '@curbline/domain/geo';
import * as z from 'zod';

/** An answer that comes later is of no use: the fix has been answered without it. */
export const ROUTER_LIMIT_MS = 250;

/** The part of Valhalla's answer that is read: `time` is seconds. */
const Answer = z.object({
  trip: z.object({ status: z.literal(0), summary: z.object({ time: z.number().nonnegative().max(86_400) }) }),
});

export class Valhalla {
  private readonly route: URL;

  /** @param address of the server, with or without a path, such as `http://router:8002` */
  constructor(address: string) {
    this.route = new URL('route', address.endsWith('/') ? address : `${address}/`);
  }

  /** Seconds by car. @throws when the router is away, too slow, knows no way, or answers something else. */
  async drivingSeconds(from: Position, to: Position): Promise<number> {
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
      throw new Error(`the router answered ${answer.status}`);
    }
    return Answer.parse(await answer.json()).trip.summary.time;
  }
}
