/**
 * The board's socket, namespace `/board`. Versioned: a page built for another protocol reloads.
 *
 * Connect with `auth: BoardHello`. The server emits, always in this order:
 * every missed event in one or more `events`, then `live`; or `resync` alone (then the page takes
 * a new snapshot by HTTP and connects again). After `live`: `events`, `progress`, `heartbeat`.
 */
import { z } from 'zod';
import { type Progress, type StoreEvent, LogPosition } from '../events/index.js';
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

export interface Live {
  readonly head: LogPosition;
  /** Unix ms of the server: timers on the page run on it. */
  readonly serverTime: number;
}
export interface Resync {
  /** `behind`: a snapshot costs less than all that was missed. The others are the log's own. */
  readonly reason: 'epoch' | 'retention' | 'ahead' | 'behind';
}
/** Why the server ends a board's connection for good: the page must not simply reconnect. */
export interface Ended {
  readonly reason: 'signed_out' | 'revoked' | 'protocol' | 'shutdown';
}

/** Server → board. */
export interface BoardEvents {
  events: (events: readonly StoreEvent[]) => void;
  live: (live: Live) => void;
  resync: (resync: Resync) => void;
  progress: (progress: readonly Progress[]) => void;
  heartbeat: (live: Live) => void;
  ended: (ended: Ended) => void;
}

/** Board → server: checks that the connection works in both directions (after the screen wakes). */
export const Probe = z.strictObject({ sentAt: z.number() });
export type Probe = z.infer<typeof Probe>;
export interface BoardCommands {
  probe: (probe: Probe, answer: (live: Live) => void) => void;
}
