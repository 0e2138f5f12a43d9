/** What a part of the figures reads of one store and some days; another store or other days are read anew. */
import type { CallResult } from '../../live/http.js';
import { Refreshed } from '../refreshed.svelte.js';
import type { DayRange } from './ranges.js';

const EVERY_MS = 60_000;

export interface AskedRange {
  readonly storeId: string;
  readonly range: DayRange;
}

export class RangeReading<T> {
  private reader = $state.raw<Refreshed<T> | null>(null);

  /** Made while a component begins, with which it ends. @param asked its properties, followed as they change */
  constructor(
    asked: () => AskedRange,
    read: (storeId: string, range: DayRange) => Promise<CallResult<T>>,
    onSignedOut: () => void,
  ) {
    $effect(() => {
      const { storeId, range } = asked();
      const next = new Refreshed(() => read(storeId, range), EVERY_MS, onSignedOut);
      this.reader = next;
      return next.start();
    });
  }

  /** Null until it was read. */
  get value(): T | null {
    return this.reader?.value ?? null;
  }
}
