/** What a board's connection needs from its environment, and to whom it reports (see board-link.ts). */
import type { LogPosition, Progress, StoreEvent } from '@curbline/contracts/events';
import type { BoardSnapshot } from '@curbline/contracts/http';
import type { Ended, Live } from '@curbline/contracts/socket';

export type LinkPhase = 'loading' | 'connecting' | 'live' | 'ended';
export type EndReason = Exclude<Ended['reason'], 'shutdown'>;

export type SnapshotAnswer =
  | { readonly snapshot: BoardSnapshot; readonly delayMs: number }
  | { readonly refused: EndReason }
  | { readonly unreachable: true };

/** What a connection reports; `events` is null when the message could not be read. */
export interface SocketHandlers {
  events(events: readonly StoreEvent[] | null): void;
  live(live: Live): void;
  resync(): void;
  progress(progress: readonly Progress[]): void;
  heartbeat(live: Live): void;
  ended(reason: Ended['reason']): void;
  /** `refused` when the server answered and said no, rather than not answering. */
  closed(refused: boolean): void;
}
export interface BoardSocket {
  /** Resolves with the server's answer; never, when the connection is dead. */
  probe(): Promise<Live>;
  close(): void;
}

/** What the link needs from its environment. */
export interface LinkEnvironment {
  fetchSnapshot(): Promise<SnapshotAnswer>;
  openSocket(position: LogPosition, handlers: SocketHandlers): BoardSocket;
  /** Runs `work` after `ms`; the answer cancels it. */
  after(ms: number, work: () => void): () => void;
  monotonicMs(): number;
  /** Goes on while the device sleeps, and wherever somebody sets it. */
  wallMs(): number;
  random(): number;
}

/** Where the link puts what it hears. */
export interface LinkListener {
  phase(phase: LinkPhase): void;
  snapshot(snapshot: BoardSnapshot): void;
  /** Applies the events and says whether some are missing. */
  events(events: readonly StoreEvent[]): 'missing' | 'epoch' | null;
  progress(progress: readonly Progress[]): void;
  position(): LogPosition;
  /** Any sign of life, with the server's time when it was sent. */
  heard(serverTime: number | null, delayMs: number): void;
  ended(reason: EndReason): void;
}
