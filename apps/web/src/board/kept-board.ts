/**
 * The board of this screen as it was last told, kept on the device so that it stands again when it is loaded without a
 * network: who this screen is and who is signed in on it, the store, its cards. Where the cars are is not in it. Kept
 * for a shift at most, and only while somebody may read the board here: never over a sign-out or the end of the device.
 */
import type { BoardStore } from '@curbline/contracts/events';
import type { BoardSnapshot, DeviceSession } from '@curbline/contracts/http';
import type { BoardState } from '../live/board-state.js';
import { keep, readKept } from '../ui/device-storage.js';

const PLACE = 'curbline-board';
const FOR_MS = 12 * 3_600_000;

export interface KeptBoard {
  readonly session: DeviceSession;
  readonly store: BoardStore;
  readonly cards: Pick<BoardSnapshot, 'position' | 'cards' | 'visitors'>;
  /** When the server was last heard, by its own clock and by that of the device; Unix ms. */
  readonly heardAt: number;
  readonly keptAt: number;
}

/** @param heardAt by the server's clock. @param now by the device's. */
export function keepBoard(
  session: DeviceSession,
  store: BoardStore,
  { position, cards, visitors }: BoardState,
  heardAt: number,
  now: number,
  storageOf?: () => Storage,
): void {
  const kept: KeptBoard = {
    session,
    store,
    cards: { position, cards: [...cards.values()], visitors: [...visitors.values()] },
    heardAt,
    keptAt: now,
  };
  keep(PLACE, kept, storageOf);
}

export function forgetBoard(storageOf?: () => Storage): void {
  keep(PLACE, undefined, storageOf);
}

/** @param now Unix ms by the device's clock; one that was set back does not make it older. */
export function keptBoard(now: number, storageOf?: () => Storage): KeptBoard | undefined {
  const kept = readKept<KeptBoard>(PLACE, storageOf);
  if (!kept?.session || !kept.cards || !(now - kept.keptAt < FOR_MS)) return undefined;
  return kept;
}

/** Whoever stands before this screen may read the whole board: on a wall anybody, else who signed in. */
export const mayRead = ({ device, signedIn }: DeviceSession): boolean =>
  device.kind === 'wall' || signedIn !== null;
