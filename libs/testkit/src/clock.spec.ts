import { describe, expect, it } from 'vitest';
import { FakeClock } from './clock.js';

describe('a fake clock', () => {
  it('stands still until it is moved', () => {
    const clock = new FakeClock('2026-03-11T09:00:00Z');
    expect(clock.iso()).toBe('2026-03-11T09:00:00.000Z');
    expect(clock.advance(90_000).iso()).toBe('2026-03-11T09:01:30.000Z');
    expect(clock.advance(-90_000).now()).toBe(Date.parse('2026-03-11T09:00:00Z'));
    expect(() => new FakeClock('yesterday')).toThrow('no instant');
  });
});
