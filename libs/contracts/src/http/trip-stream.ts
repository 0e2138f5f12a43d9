/** The messages of the customer's event stream. */
import { z } from 'zod';
import { Sharing } from '../events/card.js';
import { Progress } from '../events/index.js';
import { Instant, OrderState, TripId, TripState } from '../ids/index.js';

/** `GET /v1/trips/{tripId}/events` (server-sent): `status`. Every message's event id is the log's seq. */
export const TripStatusPush = z.object({
  tripId: TripId,
  orderState: OrderState,
  tripState: TripState,
  sharing: Sharing,
  runner: z.string().nullable(),
  bay: z.string().nullable(),
  arrivedAt: Instant.nullable(),
  handedOverAt: Instant.nullable(),
});
export type TripStatusPush = z.infer<typeof TripStatusPush>;

/** The same stream's `progress`: the trip's progress as the customer's page may know it. */
export const TripProgressPush = Progress.pick({
  tripId: true,
  at: true,
  lastSeenAt: true,
  eta: true,
  expectedAt: true,
  band: true,
  signalLost: true,
  probablyHere: true,
});
export type TripProgressPush = z.infer<typeof TripProgressPush>;

/** All messages of the stream, by their names. */
export const TripStreamMessages = {
  status: TripStatusPush,
  progress: TripProgressPush,
  line: z.object({}),
  heartbeat: z.object({ serverTime: z.number().meta({ description: 'Unix ms of the server' }) }),
  ended: z.object({ reason: z.literal('revoked') }),
};
/** What one of them holds. */
export const TripStreamMessage = z
  .union([
    TripStreamMessages.status,
    TripStreamMessages.progress,
    TripStreamMessages.heartbeat,
    TripStreamMessages.ended,
    TripStreamMessages.line,
  ])
  .meta({ id: 'TripStreamMessage' });
export type TripStreamMessages = {
  [Name in keyof typeof TripStreamMessages]: z.infer<(typeof TripStreamMessages)[Name]>;
};
