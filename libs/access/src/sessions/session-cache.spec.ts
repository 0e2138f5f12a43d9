import { describe, expect, it } from '@jest/globals';
import { MISSING_CACHE_MS, SESSION_CACHE_MS, SessionCache } from './session-cache.js';

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

  it('asks once for a session that does not exist, and again after a moment', async () => {
    const cache = new SessionCache();
    let asked = 0;
    const load = async (): Promise<string | undefined> => ((asked += 1) > 1 ? 'made since' : undefined);
    for (let ms = 0; ms < MISSING_CACHE_MS; ms += 100) expect(await cache.get('a', ms, load)).toBeUndefined();
    expect(asked).toBe(1);
    expect(await cache.get('a', MISSING_CACHE_MS, load)).toBe('made since');
  });

  it('forgets that something is missing when anything changes here, also while the question is open', async () => {
    const cache = new SessionCache();
    await cache.get('a', 0, async () => undefined);
    cache.clear();
    expect(await cache.get('a', 1, async () => 'back')).toBe('back');
    const open = cache.get('b', 2, async () => undefined);
    cache.clear();
    await open;
    expect(await cache.get('b', 3, async () => 'made meanwhile')).toBe('made meanwhile');
  });

  it('is not filled by strangers: their wrong cookies push out no session, and are few', async () => {
    const cache = new SessionCache();
    await cache.get('good', 0, async () => 'somebody');
    for (let n = 0; n < 30_000; n += 1) await cache.get(`wrong ${n}`, 1, async () => undefined);
    expect(cache.size).toBeLessThanOrEqual(5_001);
    expect(await cache.get('good', 2, () => Promise.reject(new Error('asked again')))).toBe('somebody');
    await cache.get('late', 10_000, async () => 'somebody');
    expect(cache.size).toBe(1);
  });

  it('does not keep what failed', async () => {
    const cache = new SessionCache();
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
