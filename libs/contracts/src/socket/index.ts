/**
 * The board's socket, namespace `/board`. Versioned: a page built for another protocol reloads.
 *
 * Connect with `auth: BoardHello`. The server emits, always in this order:
 * every missed event in one or more `events`, then `live`; or `resync` alone (then the page takes
 * a new snapshot by HTTP and connects again). After `live`: `events`, `progress`, `heartbeat`.
 */
import { z } from 'zod';
import { LogPosition, Progress, StoreEvent } from '../events/index.js';
import { StoreId } from '../ids/index.js';

export const BOARD_PROTOCOL = 2;
export const BOARD_NAMESPACE = '/board';
/** A heartbeat with the log's head goes to every board this often. */
export const HEARTBEAT_MS = 10_000;
/** Without any sign from the server for this long a board calls itself offline. */
export const DEAD_LINK_MS = 15_000;

export const BoardHello = z.strictObject({
  protocol: z.literal(BOARD_PROTOCOL),
  storeId: StoreId,
  position: LogPosition,
});
export type BoardHello = z.infer<typeof BoardHello>;

export const Live = z.object({
  head: LogPosition,
  serverTime: z.number().meta({ description: 'Unix ms of the server: timers on the page run on it' }),
});
export type Live = z.infer<typeof Live>;

export const Resync = z.object({
  reason: z.enum(['epoch', 'retention', 'ahead', 'behind']).meta({
    description: '`behind`: a snapshot costs less than all that was missed. The others are the log’s own.',
  }),
});
export type Resync = z.infer<typeof Resync>;

/** Why the server ends a board's connection for good: the page must not simply reconnect. */
export const Ended = z.object({ reason: z.enum(['signed_out', 'revoked', 'protocol', 'shutdown']) });
export type Ended = z.infer<typeof Ended>;

/** Server → board: what each message holds. */
export const BoardMessages = {
  events: z.array(StoreEvent).readonly(),
  live: Live,
  resync: Resync,
  progress: z.array(Progress).readonly(),
  heartbeat: Live,
  ended: Ended,
};
export type BoardEvents = {
  [Name in keyof typeof BoardMessages]: (message: z.infer<(typeof BoardMessages)[Name]>) => void;
};

/** Board → server: checks that the connection works in both directions (after the screen wakes). */
export const Probe = z.strictObject({ sentAt: z.number() });
export type Probe = z.infer<typeof Probe>;
export interface BoardCommands {
  probe: (probe: Probe, answer: (live: Live) => void) => void;
}
