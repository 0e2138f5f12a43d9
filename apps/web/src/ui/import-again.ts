/**
 * Fetches a piece of the page until it is here. A browser remembers that an import failed and answers the next one
 * of the same address from that memory, so each new try asks under another address.
 */
import { backOffMs } from '../live/back-off.js';

/** What a failed import says in Chromium and Firefox: the address of what did not come. */
const ADDRESS = /https?:\/\/\S+\.(?:js|ts|svelte)/;

export interface ImportWorld {
  import(address: string): Promise<unknown>;
  wait(ms: number): Promise<void>;
}

const world: ImportWorld = {
  import: (address) => import(/* @vite-ignore */ address),
  wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
};

/** The piece at this address, however many tries it takes. */
export async function importPiece<Piece>(address: string, { import: load, wait } = world): Promise<Piece> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return (await load(attempt === 0 ? address : `${address}?again=${attempt}`)) as Piece;
    } catch {
      await wait(backOffMs(attempt, Math.random()));
    }
  }
}

/**
 * A piece that the build gives its address: `importAgain(() => import('./panel.svelte'))`. Tries three times more.
 * @throws the first failure, when none of them helped or the browser does not say what failed.
 */
export async function importAgain<Piece>(
  first: () => Promise<Piece>,
  { import: load, wait } = world,
): Promise<Piece> {
  try {
    return await first();
  } catch (failure) {
    const [address] = ADDRESS.exec(String(failure)) ?? [];
    for (let attempt = 0; address !== undefined && attempt < 3; attempt += 1) {
      await wait(backOffMs(attempt, Math.random()));
      try {
        return (await load(`${address}?again=${attempt + 1}`)) as Piece;
      } catch {
        // The next try may pass.
      }
    }
    throw failure;
  }
}
