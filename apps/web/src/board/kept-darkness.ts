/** A darkness that nobody at this screen has acknowledged, kept over a reload. Order ids alone, and for a shift at most. */
import type { BoardSnapshot } from '@curbline/contracts/http';
import { keep, readKept } from '../ui/device-storage.js';

const PLACE = 'curbline-board-darkness';
const FOR_MS = 12 * 3_600_000;

type Darkness = NonNullable<BoardSnapshot['darkness']>;

interface KeptDarkness extends Darkness {
  readonly storeId: string;
  /** Unix ms, by the device's clock. */
  readonly keptAt: number;
}

/** Keeps it, or with `undefined` keeps it no more. @param now Unix ms */
export function keepDarkness(
  storeId: string,
  darkness: Darkness | undefined,
  now: number,
  storageOf?: () => Storage,
): void {
  keep(PLACE, darkness && { ...darkness, storeId, keptAt: now }, storageOf);
}

/** @param now Unix ms */
export function keptDarkness(storeId: string, now: number, storageOf?: () => Storage): Darkness | undefined {
  const kept = readKept<KeptDarkness>(PLACE, storageOf);
  if (kept?.storeId !== storeId || !Array.isArray(kept.orderIds) || !(now - kept.keptAt < FOR_MS))
    return undefined;
  const { since, orderIds } = kept;
  return { since, orderIds };
}
