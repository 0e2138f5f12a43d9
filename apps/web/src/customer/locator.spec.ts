import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FixInput } from '@curbline/contracts/http';
import { fixOf, Locator } from './locator.js';

type Heard = (position: GeolocationPosition) => void;
type Failed = (error: GeolocationPositionError) => void;

const position = (coords: Partial<GeolocationCoordinates> = {}, timestamp = 1_000): GeolocationPosition =>
  ({
    coords: { latitude: 45, longitude: 4, accuracy: 9, speed: null, heading: null, ...coords },
    timestamp,
  }) as GeolocationPosition;
const error = (code: 1 | 2 | 3): GeolocationPositionError =>
  ({ code, PERMISSION_DENIED: 1, POSITION_UNAVAILABLE: 2, TIMEOUT: 3 }) as GeolocationPositionError;

/** A phone that answers when the test says so. */
function phone() {
  const asked: { options: PositionOptions | undefined; heard: Heard; failed: Failed; watch: boolean }[] = [];
  const cleared: number[] = [];
  const geolocation = {
    getCurrentPosition: (heard: Heard, failed: Failed, options?: PositionOptions) => {
      asked.push({ heard, failed, options, watch: false });
    },
    watchPosition: (heard: Heard, failed: Failed, options?: PositionOptions) =>
      asked.push({ heard, failed, options, watch: true }),
    clearWatch: (id: number) => cleared.push(id),
  } as unknown as Geolocation;
  const fixes: FixInput[] = [];
  const said: string[] = [];
  const locator = new Locator(
    geolocation,
    { fix: (fix) => fixes.push(fix), changed: (word) => said.push(word) },
    () => Date.now(),
  );
  return { asked, cleared, fixes, said, locator, last: () => asked.at(-1)! };
}

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('asking the phone', () => {
  it('asks nothing before the customer’s yes', () => {
    const { asked, locator } = phone();
    locator.show(true);
    vi.advanceTimersByTime(60_000);
    expect(asked).toEqual([]);
  });

  it('asks at once, for a fresh and precise position, ten seconds at most', () => {
    const { locator, last, said } = phone();
    locator.start();
    vi.advanceTimersByTime(0);
    expect(last().options).toEqual({ enableHighAccuracy: true, maximumAge: 0, timeout: 10_000 });
    expect(said).toEqual(['searching']);
  });

  it('obeys the server’s wish, and keeps the receiver on when close', () => {
    const { locator, asked, last, fixes } = phone();
    locator.start();
    vi.advanceTimersByTime(0);
    last().heard(position());
    locator.wish(60);
    vi.advanceTimersByTime(59_000);
    expect(asked).toHaveLength(1);
    vi.advanceTimersByTime(1_000);
    expect(asked).toHaveLength(2);
    last().heard(position());
    locator.wish(4);
    expect(last().watch).toBe(true);
    for (let second = 0; second < 12; second += 1) {
      vi.advanceTimersByTime(1_000);
      last().heard(position());
    }
    expect(fixes).toHaveLength(2 + 3);
  });

  it('asks beside a watch that falls silent when the car stands, and no more once it is stopped', () => {
    const { locator, asked, last, fixes } = phone();
    locator.start();
    vi.advanceTimersByTime(0);
    last().heard(position());
    locator.wish(4);
    const watch = last();
    expect(watch.watch).toBe(true);
    vi.advanceTimersByTime(8_000);
    expect(asked).toHaveLength(3);
    expect(last()).toMatchObject({ watch: false, options: { maximumAge: 0 } });
    last().heard(position());
    expect(fixes).toHaveLength(2);
    // One that fails ends nothing: the next is asked for all the same.
    vi.advanceTimersByTime(8_000);
    last().failed(error(3));
    vi.advanceTimersByTime(8_000);
    expect(asked).toHaveLength(5);
    watch.heard(position());
    expect(fixes).toHaveLength(3);
    locator.stop();
    vi.advanceTimersByTime(60_000);
    expect(asked).toHaveLength(5);
  });

  it('bears passing errors and says so only when they last', () => {
    const { locator, last, said, fixes } = phone();
    locator.start();
    vi.advanceTimersByTime(0);
    last().failed(error(2));
    expect(said).toEqual(['searching']);
    vi.advanceTimersByTime(2_000);
    last().failed(error(3));
    expect(said).toEqual(['searching', 'unavailable']);
    vi.advanceTimersByTime(5_000);
    last().heard(position());
    expect(said).toEqual(['searching', 'unavailable', 'live']);
    expect(fixes).toHaveLength(1);
  });

  it('says within eleven seconds that a browser which never answers gives no position', () => {
    const { asked, locator, said } = phone();
    locator.start();
    vi.advanceTimersByTime(11_000);
    expect(said).toEqual(['searching', 'unavailable']);
    vi.advanceTimersByTime(60_000);
    expect(asked.length).toBeGreaterThan(2);
    asked.at(-1)!.heard(position());
    expect(said.at(-1)).toBe('live');
  });

  it('bears one refusal between good positions, and believes the second', () => {
    const { locator, last, said, asked } = phone();
    locator.start();
    vi.advanceTimersByTime(0);
    last().heard(position());
    vi.advanceTimersByTime(15_000);
    last().failed(error(1));
    expect(said.at(-1)).toBe('live');
    vi.advanceTimersByTime(2_000);
    last().heard(position());
    vi.advanceTimersByTime(15_000);
    last().failed(error(1));
    vi.advanceTimersByTime(2_000);
    last().failed(error(1));
    expect(said.at(-1)).toBe('denied');
    const before = asked.length;
    vi.advanceTimersByTime(60_000);
    expect(asked).toHaveLength(before);
  });

  it('ends at a refusal and asks no more', () => {
    const { locator, last, said, asked } = phone();
    locator.start();
    vi.advanceTimersByTime(0);
    last().failed(error(1));
    vi.advanceTimersByTime(600_000);
    expect(said).toEqual(['searching', 'denied']);
    expect(asked).toHaveLength(1);
  });

  it('drops an answer that comes after the stop', () => {
    const { locator, last, fixes, cleared } = phone();
    locator.start();
    vi.advanceTimersByTime(0);
    last().heard(position());
    locator.wish(3);
    const watch = last();
    locator.stop();
    watch.heard(position());
    vi.advanceTimersByTime(60_000);
    expect(fixes).toHaveLength(1);
    expect(cleared).toHaveLength(1);
  });

  it('asks nothing while hidden, and at once when seen again', () => {
    const { locator, asked, last } = phone();
    locator.start();
    vi.advanceTimersByTime(0);
    last().heard(position());
    locator.wish(60);
    locator.show(false);
    vi.advanceTimersByTime(300_000);
    expect(asked).toHaveLength(1);
    locator.show(true);
    vi.advanceTimersByTime(0);
    expect(asked).toHaveLength(2);
    expect(last().options?.enableHighAccuracy).toBe(true);
  });

  it('says that there is none on a device without', () => {
    const said: string[] = [];
    const locator = new Locator(undefined, { fix: () => undefined, changed: (word) => said.push(word) });
    locator.start();
    expect(said).toEqual(['unavailable']);
  });
});

describe('a position in our units', () => {
  it('leaves out what the phone does not know', () => {
    expect(fixOf(position({ speed: -1, heading: Number.NaN, accuracy: 12.5 }, 1234.6))).toEqual({
      latitude: 45,
      longitude: 4,
      accuracyM: 12.5,
      speedMps: null,
      headingDeg: null,
      recordedAt: 1235,
    });
  });
});
