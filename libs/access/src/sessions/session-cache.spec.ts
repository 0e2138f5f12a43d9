import { describe, expect, it } from 'vitest';
import { MISSING_CACHE_MS, SESSION_CACHE_MS, SessionCache } from './session-cache.js';

describe('SessionCache', () => {
  it('loads once for concurrent requests, and again after two seconds', async () => {
    const cache = new SessionCache();
    let loads = 0;
    const load = async () => ({ loads: (loads += 1) });
    const both = await Promise.all([cache.get('a', 0, load), cache.get('a', 0, load)]);
    expect(both).toEqual([{ loads: 1 }, { loads: 1 }]);
    expect(await cache.get('a', SESSION_CACHE_MS - 1, load)).toEqual({ loads: 1 });
    expect(await cache.get('a', SESSION_CACHE_MS, load)).toEqual({ loads: 2 });
  });

  it('loads once for a session that does not exist, and again after a moment', async () => {
    const cache = new SessionCache();
    let loads = 0;
    const load = async (): Promise<string | undefined> => ((loads += 1) > 1 ? 'made since' : undefined);
    for (let ms = 0; ms < MISSING_CACHE_MS; ms += 100) expect(await cache.get('a', ms, load)).toBeUndefined();
    expect(loads).toBe(1);
    expect(await cache.get('a', MISSING_CACHE_MS, load)).toBe('made since');
  });

  it('forgets missing sessions when it is cleared, also during a lookup', async () => {
    const cache = new SessionCache();
    await cache.get('a', 0, async () => undefined);
    cache.clear();
    expect(await cache.get('a', 1, async () => 'back')).toBe('back');
    const open = cache.get('b', 2, async () => undefined);
    cache.clear();
    await open;
    expect(await cache.get('b', 3, async () => 'made meanwhile')).toBe('made meanwhile');
  });

  it('stores few wrong cookies, and none of them replaces a session', async () => {
    const cache = new SessionCache();
    await cache.get('good', 0, async () => 'somebody');
    for (let n = 0; n < 30_000; n += 1) await cache.get(`wrong ${n}`, 1, async () => undefined);
    expect(cache.size).toBeLessThanOrEqual(5_001);
    expect(await cache.get('good', 2, () => Promise.reject(new Error('asked again')))).toBe('somebody');
    await cache.get('late', 10_000, async () => 'somebody');
    expect(cache.size).toBe(1);
  });

  it('does not cache a failed lookup', async () => {
    const cache = new SessionCache();
    await expect(cache.get('a', 0, () => Promise.reject(new Error('away')))).rejects.toThrow('away');
    expect(await cache.get('a', 0, async () => 'here')).toBe('here');
  });

  it('deletes all sessions when it is cleared', async () => {
    const cache = new SessionCache();
    await cache.get('a', 0, async () => 'before');
    cache.clear();
    expect(await cache.get('a', 1, async () => 'after')).toBe('after');
  });

  it('stores the sessions of the last seconds only', async () => {
    const cache = new SessionCache();
    for (let second = 0; second < 600; second += 1)
      await cache.get(`session ${second}`, second * 1_000, async () => 'somebody');
    expect(cache.size).toBeLessThanOrEqual(4);
    // And after the clock was set back.
    await cache.get('later', 0, async () => 'somebody');
    expect(cache.size).toBe(1);
  });
});
