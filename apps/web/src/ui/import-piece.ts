/**
 * Fetches a piece of the page until it is here. A browser remembers that an import failed and answers the next one
 * of the same address from that memory, so each new try asks under another address. What the browser says of a failure
 * does not matter: some do not even name what failed.
 *
 * `import address from 'piece:./panel.svelte'` makes the piece (see vite.config.ts).
 */
import { backOffMs } from '../live/back-off.js';
import { keep, readKept, tabStorage } from './device-storage.js';

/** One for each address: two pieces that are gone must not take turns at reloading the page. */
const reloadedKey = (address: string): string => `curbline-reloaded-for-${address}`;

export interface ImportEnvironment {
  import(address: string): Promise<unknown>;
  wait(ms: number): Promise<void>;
  /** Whether the server has no such file: another version of the pages was installed since. */
  isGone(address: string): Promise<boolean>;
  /** Loads the whole page again, at most once for an address. */
  reloadFor(address: string): void;
}

const environment: ImportEnvironment = {
  import: (address) => import(/* @vite-ignore */ address),
  wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  isGone: (address) =>
    fetch(address, { method: 'HEAD' }).then(
      ({ status }) => status === 404,
      () => false,
    ),
  reloadFor: (address) => {
    const key = reloadedKey(address);
    // Without a memory it might reload for ever.
    if (!readKept(key, tabStorage) && keep(key, true, tabStorage)) location.reload();
  },
};

/** The piece at this address, however many tries it takes. */
export async function importPiece<Piece>(
  address: string,
  { import: load, wait, isGone, reloadFor } = environment,
): Promise<Piece> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return (await load(attempt === 0 ? address : `${address}?again=${attempt}`)) as Piece;
    } catch {
      if (await isGone(address)) reloadFor(address);
      await wait(backOffMs(attempt, Math.random()));
    }
  }
}
