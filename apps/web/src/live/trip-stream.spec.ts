import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { TripStream } from './trip-stream.js';

/** What a browser's event source is to the stream: it opens, speaks and breaks when a spec says so. */
class Source extends EventTarget {
  static readonly CLOSED = 2;
  static readonly all: Source[] = [];
  readyState = 0;

  constructor(readonly url: string) {
    super();
    Source.all.push(this);
  }
  says(type: string): void {
    this.dispatchEvent(Object.assign(new Event(type), { data: '{}' }));
  }
  close(): void {
    this.readyState = Source.CLOSED;
  }
}

describe('the stream of a trip', () => {
  const told: string[] = [];
  const stream = new TripStream({
    opened: () => void told.push('opened'),
    broken: (silent) => void told.push(silent ? 'silent' : 'broken'),
    status: () => {},
    progress: () => {},
    queueMoved: () => {},
    ended: () => {},
  });
  const newest = (): Source => Source.all.at(-1)!;

  beforeEach(() => {
    vi.useFakeTimers();
    Object.assign(globalThis, { EventSource: Source });
    Source.all.length = 0;
    told.length = 0;
    stream.open('trip-1');
  });
  afterEach(() => {
    stream.close();
    vi.useRealTimers();
  });

  it('is silent once nothing was heard for twelve seconds, and is opened anew', () => {
    newest().says('open');
    vi.advanceTimersByTime(11_000);
    newest().says('heartbeat');
    vi.advanceTimersByTime(11_000);
    expect(told).toEqual(['opened']);
    vi.advanceTimersByTime(1_000);
    expect(told).toEqual(['opened', 'silent']);
    expect(Source.all.map(({ readyState }) => readyState)).toEqual([Source.CLOSED, 0]);
  });

  it('is silent, too, when nobody answers that it is opened', () => {
    vi.advanceTimersByTime(12_000);
    expect(told).toEqual(['silent']);
    vi.advanceTimersByTime(12_000);
    expect(Source.all).toHaveLength(3);
  });

  it('is opened anew a while after a server refused it', () => {
    newest().readyState = Source.CLOSED;
    newest().says('error');
    expect(told).toEqual(['broken']);
    vi.advanceTimersByTime(2_000);
    expect(Source.all).toHaveLength(2);
  });
});
