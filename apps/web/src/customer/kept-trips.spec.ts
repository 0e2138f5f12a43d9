import { beforeEach, describe, expect, it } from 'vitest';
import type { CustomerView } from '@curbline/contracts/http';
import { readFragment } from './link.js';
import { KeptTrips, linkMark } from './kept-trips.js';

const NOW = Date.parse('2026-03-11T17:00:00Z');
const HOUR_MS = 3_600_000;
const [ONE, TWO] = ['0198c1f0-0000-7000-8000-000000000001', '0198c1f0-0000-7000-8000-000000000002'];
const TOKEN = 'lyon.AAAAAAAAAAAAAAAAAAAAAA';
const AGAIN = readFragment('');

const view = (tripId: string, state = 'started', serverTime = NOW, storeId = 'lyon') =>
  ({ tripId, serverTime, store: { id: storeId }, orders: [], trip: { state } }) as unknown as CustomerView;

/** As much of a browser's storage as is used. */
function storage(): Storage {
  const items = new Map<string, string>();
  return {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
    removeItem: (key: string) => void items.delete(key),
    get length() {
      return items.size;
    },
  } as Storage;
}

describe('trips that a device keeps', () => {
  let [device, now] = [storage(), NOW];
  const kept = new KeptTrips(
    () => now,
    () => device,
  );
  const found = (fragment: string, link: string | null = null): string | undefined =>
    kept.of(readFragment(fragment), link)?.tripId;
  beforeEach(() => void ([device, now] = [storage(), NOW]));

  it('are found by the address of a tab', () => {
    kept.keep(view(ONE));
    kept.keep(view(TWO));
    expect(found(`#trip/${TWO}`)).toBe(TWO);
    expect(found('#trip/0198c1f0-0000-7000-8000-000000000003')).toBeUndefined();
  });

  it('are found by the link that led to them, also once it has left the address', async () => {
    const mark = await linkMark(TOKEN);
    kept.keep(view(ONE), mark);
    kept.keep(view(ONE, 'arrived'));
    kept.keep(view(TWO));
    expect(found(`#${TOKEN}`, mark)).toBe(ONE);
    expect(found(`#${TOKEN}x`, await linkMark(`${TOKEN}x`))).toBeUndefined();
    expect(found(`#${TOKEN}`, null)).toBeUndefined();
  });

  it('hold nothing that opens a link', async () => {
    kept.keep(view(ONE), await linkMark(TOKEN));
    expect(device.getItem('curbline-trips')).not.toContain('AAAAAAAA');
  });

  it('are found without a link, or by a store’s sign, when only one can be meant', () => {
    kept.keep(view(ONE));
    expect([found(''), found('#at/lyon/4'), found('#at/bristol/4')]).toEqual([ONE, ONE, undefined]);
    kept.keep(view(TWO, 'started', NOW, 'bristol'));
    expect([found(''), found('#at/lyon/4'), found('#at/bristol/4')]).toEqual([undefined, ONE, TWO]);
  });

  it.each(['completed', 'canceled', 'expired'])('end with a trip that is %s', (state) => {
    kept.keep(view(ONE));
    kept.keep(view(ONE, state));
    expect(device).toHaveLength(0);
  });

  it('end when the server shows the trip no more', () => {
    kept.keep(view(ONE));
    kept.keep(view(TWO));
    kept.forget(ONE);
    expect(kept.of(AGAIN, null)?.tripId).toBe(TWO);
    kept.forget(TWO);
    expect(device).toHaveLength(0);
  });

  it('end a day after the server was last heard, and leave the device with the next change', () => {
    kept.keep(view(ONE));
    now += 24 * HOUR_MS;
    expect(found(`#trip/${ONE}`)).toBeUndefined();
    kept.keep(view(TWO, 'started', now));
    expect(device.getItem('curbline-trips')).not.toContain(ONE);
  });

  it.each(['{"a":1}', '[null,{"view":{}}]', 'no JSON'])('are none where the device holds %s', (text) => {
    device.setItem('curbline-trips', text);
    expect(found('')).toBeUndefined();
    kept.keep(view(ONE));
    expect(found('')).toBe(ONE);
  });

  it('are none where nothing can be kept', () => {
    const forbidden = new KeptTrips(
      () => now,
      () => {
        throw new Error('forbidden');
      },
    );
    forbidden.keep(view(ONE));
    expect(forbidden.of(AGAIN, null)).toBeUndefined();
  });
});
