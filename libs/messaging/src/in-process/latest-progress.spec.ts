import { expect, it } from 'vitest';
import type { Progress } from '@curbline/contracts/events';
import { progress } from '../../test/message-fixtures.js';
import { PROGRESS_EXPIRES_MS } from '../progress-bus.js';
import { LatestProgress } from './latest-progress.js';

const progressOf = (tripId: string, at: string): Progress => ({ ...progress(1, 60), tripId, at });

it('keeps the latest progress of a trip for half an hour, and not for longer', () => {
  const latest = new LatestProgress();
  const from = performance.now();
  latest.set(progressOf('reported once', 'a'), from);
  latest.set(progressOf('reported again', 'a'), from);
  latest.set(progressOf('reported again', 'b'), from + PROGRESS_EXPIRES_MS - 1);
  expect([latest.get('reported once')?.at, latest.get('reported again')?.at]).toEqual(['a', 'b']);
  latest.set(progressOf('another', 'c'), from + PROGRESS_EXPIRES_MS + 60_001);
  expect([latest.get('reported once'), latest.get('reported again')?.at]).toEqual([undefined, 'b']);
});

it('holds no more after a day than after its first half hour', () => {
  const latest = new LatestProgress();
  const from = performance.now();
  let most = 0;
  for (let minute = 0; minute < 1_440; minute += 1) {
    latest.set(progressOf(`trip ${minute}`, 'a'), from + minute * 60_000);
    most = Math.max(most, latest.size);
  }
  expect(most).toBeLessThanOrEqual(PROGRESS_EXPIRES_MS / 60_000 + 2);
});
