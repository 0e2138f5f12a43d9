import { describe, expect, it } from 'vitest';
import { foldersToForget } from './embedded-folder.js';

const HOUR_MS = 3_600_000;
const now = 10 * HOUR_MS;
const used = (name: string, minutesAgo: number): { name: string; usedMs: number } => ({
  name,
  usedMs: now - minutesAgo * 60_000,
});

describe('prepared folders', () => {
  it('stay while another worker may copy them, however many there are', () => {
    const entries = Array.from({ length: 20 }, (_, i) => used(`migrated-${i}`, i));
    expect(foldersToForget([...entries, used('migrated-20.making-1', 5)], now)).toEqual([]);
  });

  it('go when six were used after them and nobody used them for an hour', () => {
    const entries = Array.from({ length: 8 }, (_, i) => used(`migrated-${i}`, 61 + i));
    expect(foldersToForget(entries, now)).toEqual(['migrated-6', 'migrated-7']);
  });

  it('go half made when an hour passed, whoever began them', () => {
    expect(foldersToForget([used('migrated-1', 90), used('migrated-2.making-1', 61)], now)).toEqual([
      'migrated-2.making-1',
    ]);
  });
});
