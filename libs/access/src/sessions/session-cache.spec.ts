import { describe, expect, it } from '@jest/globals';
import { SESSION_CACHE_MS, SessionCache } from './session-cache.js';

describe('the cache of sessions', () => {
  it('asks once for many, and again after two seconds', async () => {
    const cache = new SessionCache();
    let asked = 0;
    const load = async () => ({ asked: (asked += 1) });
    const both = await Promise.all([cache.get('a', 0, load), cache.get('a', 0, load)]);
    expect(both).toEqual([{ asked: 1 }, { asked: 1 }]);
    expect(await cache.get('a', SESSION_CACHE_MS - 1, load)).toEqual({ asked: 1 });
    expect(await cache.get('a', SESSION_CACHE_MS, load)).toEqual({ asked: 2 });
  });

  it('keeps neither what is missing nor what failed', async () => {
    const cache = new SessionCache();
    expect(await cache.get('a', 0, async () => undefined)).toBeUndefined();
    await expect(cache.get('a', 0, () => Promise.reject(new Error('away')))).rejects.toThrow('away');
    expect(await cache.get('a', 0, async () => 'here')).toBe('here');
  });

  it('forgets all at once', async () => {
    const cache = new SessionCache();
    await cache.get('a', 0, async () => 'before');
    cache.clear();
    expect(await cache.get('a', 1, async () => 'after')).toBe('after');
  });

  it('holds no more than the sessions of the last seconds, whatever a day brings', async () => {
    const cache = new SessionCache();
    for (let second = 0; second < 600; second += 1)
      await cache.get(`session ${second}`, second * 1_000, async () => 'somebody');
    expect(cache.size).toBeLessThanOrEqual(4);
    // And after the clock was set back.
    await cache.get('later', 0, async () => 'somebody');
    expect(cache.size).toBe(1);
  });
});
