import { describe, expect, it } from '@jest/globals';
import type { Command } from '../live/command-queue.js';
import { keptTaps } from './kept-taps.js';

/** As browsers have it: its entries are its own properties too. */
function storage(): Storage {
  const methods = {
    getItem: (key: string) => (entries[key] as string | undefined) ?? null,
    setItem: (key: string, text: string) => void (entries[key] = text),
    removeItem: (key: string) => void delete entries[key],
  };
  const entries = Object.create(methods) as Record<string, unknown>;
  return entries as unknown as Storage;
}

const HOUR_MS = 3_600_000;
const tap = (key: string, tappedAt: number): Command => ({
  action: 'claim',
  key,
  storeId: 'lyon',
  orderId: `order-${key}`,
  staffId: 'lea',
  tappedAt,
});
const keys = (taps: readonly Command[]): string[] => taps.map(({ key }) => key);

describe('taps on the device', () => {
  it('of two tabs are both there after both are loaded anew, in the order of tapping, each once', () => {
    const device = storage();
    const [one, two] = [keptTaps('one', () => device), keptTaps('two', () => device)];
    one.keep([tap('a', 1), tap('c', 3)]);
    two.keep([tap('b', 2), tap('c', 3)]);
    expect(keys(keptTaps('three', () => device).take(4))).toEqual(['a', 'b', 'c']);
    // Nobody answered: the next page finds them all again, once.
    expect(keys(keptTaps('four', () => device).take(4))).toEqual(['a', 'b', 'c']);
    expect(Object.keys(device)).toHaveLength(1);
  });

  it('are gone once answered, and too old ones are never sent', () => {
    const device = storage();
    const page = keptTaps('one', () => device);
    page.keep([tap('old', 0), tap('new', 11 * HOUR_MS)]);
    const next = keptTaps('two', () => device);
    expect(keys(next.take(13 * HOUR_MS))).toEqual(['new']);
    next.keep([]);
    expect(Object.keys(device)).toEqual([]);
  });

  it('that cannot be read, or places that may not, are none', () => {
    const device = storage();
    device.setItem('curbline-board-taps', 'not JSON');
    device.setItem('curbline-board-taps-x', '[null, 7, {"key": 1}]');
    expect(keptTaps('one', () => device).take(1)).toEqual([]);
    const forbidden = keptTaps('two', () => {
      throw new Error('forbidden');
    });
    expect(forbidden.take(1)).toEqual([]);
    expect(() => forbidden.keep([tap('a', 1)])).not.toThrow();
  });
});
