import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Progress } from '@curbline/contracts/events';
import { BATCH_MS, ProgressBatches } from './progress-batches.js';

const value = (storeId: string, tripId: string, seconds: number): Progress => ({
  storeId,
  tripId,
  at: '2026-03-11T09:00:00.000Z',
  lastSeenAt: null,
  eta: { seconds, lowSeconds: 0, highSeconds: 900, source: 'position' },
  band: 'far',
  signalLost: false,
  probablyHere: false,
});

describe('progress in batches', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('sends the latest progress of each trip, at most four times a second, to watched stores only', () => {
    const sent: [string, number[]][] = [];
    const batches = new ProgressBatches(
      (storeId) => storeId !== 'unwatched',
      (storeId, batch) => sent.push([storeId, batch.map(({ eta }) => eta?.seconds ?? -1)]),
    );
    for (const seconds of [90, 80, 70]) batches.take(value('a', 't1', seconds));
    batches.take(value('a', 't2', 40));
    batches.take(value('b', 't3', 30));
    batches.take(value('unwatched', 't4', 20));
    vi.advanceTimersByTime(BATCH_MS - 1);
    expect(sent).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(sent).toEqual([
      ['a', [70, 40]],
      ['b', [30]],
    ]);
    vi.advanceTimersByTime(1_000);
    expect(sent).toHaveLength(2);
  });
});
