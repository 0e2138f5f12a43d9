import { describe, expect, it } from 'vitest';
import { BOARD_TAPS, type Command, stillMeant } from '../board/command.js';
import { KeptCommands } from './kept-commands.js';

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

const page = (storageOf: () => Storage) => new KeptCommands<Command>(BOARD_TAPS, storageOf);
const taken = (device: Storage, nowMs: number): string[] =>
  keys(stillMeant(page(() => device).take(), nowMs));

describe('taps on the device', () => {
  it('of two tabs are both there after both are loaded anew, in the order of tapping, each once', () => {
    const device = storage();
    const [one, two] = [page(() => device), page(() => device)];
    one.keep([tap('a', 1), tap('c', 3)]);
    two.keep([tap('b', 2), tap('c', 3)]);
    expect(taken(device, 4)).toEqual(['a', 'b', 'c']);
    // Nobody answered: the next page finds them all again, once.
    expect(taken(device, 4)).toEqual(['a', 'b', 'c']);
    expect(Object.keys(device)).toHaveLength(1);
  });

  it('stay when another page that is open has none of its own left', () => {
    const device = storage();
    const [one, two] = [page(() => device), page(() => device)];
    one.keep([tap('a', 1)]);
    two.keep([tap('b', 2)]);
    two.keep([]);
    expect(taken(device, 3)).toEqual(['a']);
  });

  it('are gone once answered, and too old ones are never sent', () => {
    const device = storage();
    page(() => device).keep([tap('old', 0), tap('new', 11 * HOUR_MS)]);
    const next = page(() => device);
    expect(keys(stillMeant(next.take(), 13 * HOUR_MS))).toEqual(['new']);
    next.keep([]);
    expect(Object.keys(device)).toEqual([]);
  });

  it('that cannot be read, or places that may not, are none', () => {
    const device = storage();
    device.setItem(BOARD_TAPS, 'not JSON');
    expect(taken(device, 1)).toEqual([]);
    device.setItem(BOARD_TAPS, '[null, 7, {"key": 1}]');
    expect(taken(device, 1)).toEqual([]);
    const forbidden = page(() => {
      throw new Error('forbidden');
    });
    expect(forbidden.take()).toEqual([]);
    expect(() => forbidden.keep([tap('a', 1)])).not.toThrow();
  });
});
