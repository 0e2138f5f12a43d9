/**
 * A wall cannot be scrolled: what does not fit follows page by page. The first rows stay where they are, since
 * who has waited longest must never leave the screen. Pure; the page follows from the time alone, so that all
 * walls of a store turn together and nothing has to be stored.
 */
export const WALL_PAGE_MS = 8_000;

/** Rows `from` to `to` (the latter excluded) of the list, counted from 0. */
export interface WallPage {
  readonly pinned: number;
  readonly from: number;
  readonly to: number;
}

/**
 * @param total how many rows there are
 * @param fits how many rows the screen has room for
 * @param pinned how many of the first stay
 * @param now Unix ms
 */
export function wallPage(total: number, fits: number, pinned: number, now: number): WallPage {
  if (total <= fits) return { pinned: 0, from: 0, to: total };
  const kept = Math.max(0, Math.min(pinned, fits - 1));
  const [rest, size] = [total - kept, fits - kept];
  const page = Math.floor(now / WALL_PAGE_MS) % Math.ceil(rest / size);
  // The last page is filled up with rows of the one before: no gap opens, nothing jumps.
  const from = kept + Math.min(page * size, rest - size);
  return { pinned: kept, from, to: from + size };
}

/** Rows of at least `rowPx`, `gapPx` apart, that a list of `heightPx` holds; never fewer than one. */
export const rowsThatFit = (heightPx: number, rowPx: number, gapPx: number): number =>
  Math.max(1, Math.floor((heightPx + gapPx + 0.5) / (rowPx + gapPx)));
