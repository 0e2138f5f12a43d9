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
const reloadedKey = (address: string): string => `curbline-reloaded-${address}`;

export interface ImportEnvironment {
  import(address: string): Promise<unknown>;
  wait(ms: number): Promise<void>;
  /** The status of a HEAD request for the file; 0 when the server does not answer. */
  head(address: string): Promise<number>;
  /** Loads the whole page again, at most once for an address. */
  reloadFor(address: string): void;
}

const environment: ImportEnvironment = {
  import: (address) => import(/* @vite-ignore */ address),
  wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  head: (address) =>
    fetch(address, { method: 'HEAD' }).then(
      ({ status }) => status,
      () => 0,
    ),
  reloadFor: (address) => {
    const key = reloadedKey(address);
    // Without a memory it might reload for ever.
    if (!readKept(key, tabStorage) && keep(key, true, tabStorage)) location.reload();
  },
};

/**
 * The piece at this address, however many tries it takes. Where it cannot be had from this page any more, the page is
 * loaded again: another version was installed since, or a file that it imports was lost once, which no new address of
 * the piece itself mends.
 */
export async function importPiece<Piece>(
  address: string,
  { import: load, wait, head, reloadFor } = environment,
): Promise<Piece> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return (await load(attempt === 0 ? address : `${address}?again=${attempt}`)) as Piece;
    } catch {
      const status = await head(address);
      if (status === 404 || (attempt && status === 200)) reloadFor(address);
      await wait(backOffMs(attempt, Math.random()));
    }
  }
}
