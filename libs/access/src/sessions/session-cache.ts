/**
 * Caches sessions of the database for two seconds: a session that ended in another process may still work here for so
 * long. Concurrent requests for one key share one lookup.
 *
 * Missing sessions are cached for a moment too, so that a client that repeats a wrong cookie costs one lookup. This delays
 * nobody, because the server creates the random tokens: no key is looked up before its session exists. Missing keys have
 * a limit of their own and never replace a valid session.
 */
export const SESSION_CACHE_MS = 2000;
export const MISSING_CACHE_MS = 1500;

/** Past this many the oldest are deleted; one session takes some 200 bytes. */
const MAX_ENTRIES = 20_000;
const MAX_MISSING = 5_000;

interface CachedSession {
  readonly value: Promise<unknown>;
  readonly loadedAt: number;
}

export class SessionCache {
  /** In the order of their lookups. */
  private readonly entries = new Map<string, CachedSession>();
  /** Keys without a session, and when they were looked up. */
  private readonly missing = new Map<string, number>();
  private cleanedUpAt = Number.NEGATIVE_INFINITY;

  get size(): number {
    return this.entries.size + this.missing.size;
  }

  /** Returns the cached value or loads it. Keys begin with their kind, so that a key always has one type of value. */
  async get<T>(key: string, now: number, load: () => Promise<T | undefined>): Promise<T | undefined> {
    const found = this.entries.get(key);
    if (found && isFresh(found, now)) return found.value as Promise<T | undefined>;
    if (this.isMissing(key, now)) return undefined;
    if (!isFresh({ loadedAt: this.cleanedUpAt }, now)) this.cleanUp(now);
    const entry: CachedSession = { value: load(), loadedAt: now };
    this.entries.delete(key);
    this.entries.set(key, entry);
    if (this.entries.size > MAX_ENTRIES) deleteOldest(this.entries);
    try {
      const value = await (entry.value as Promise<T | undefined>);
      // Not cached when the cache was cleared meanwhile: the result may be outdated.
      if (value === undefined && this.drop(key, entry)) this.cacheMissing(key, now);
      return value;
    } catch (error) {
      this.drop(key, entry);
      throw error;
    }
  }

  /** Called after a session was ended or created in this process. */
  clear(): void {
    this.entries.clear();
    this.missing.clear();
  }

  private isMissing(key: string, now: number): boolean {
    const loadedAt = this.missing.get(key);
    if (loadedAt === undefined) return false;
    if (now >= loadedAt && now - loadedAt < MISSING_CACHE_MS) return true;
    this.missing.delete(key);
    return false;
  }

  private cacheMissing(key: string, now: number): void {
    this.missing.delete(key);
    this.missing.set(key, now);
    if (this.missing.size > MAX_MISSING) deleteOldest(this.missing);
  }

  /** @returns whether the entry was still in the cache. */
  private drop(key: string, entry: CachedSession): boolean {
    return this.entries.get(key) === entry && this.entries.delete(key);
  }

  /** Deletes expired entries, at most every two seconds. */
  private cleanUp(now: number): void {
    this.cleanedUpAt = now;
    for (const [key, loadedAt] of this.missing) {
      if (isFresh({ loadedAt }, now)) break;
      this.missing.delete(key);
    }
    for (const [key, entry] of this.entries) {
      if (isFresh(entry, now)) return;
      this.entries.delete(key);
    }
  }
}

function deleteOldest(map: Map<string, unknown>): void {
  for (const key of map.keys()) {
    map.delete(key);
    return;
  }
}

/** Also false after the clock was set back, since the entry would otherwise stay valid for as long as that. */
const isFresh = ({ loadedAt }: Pick<CachedSession, 'loadedAt'>, now: number): boolean =>
  now >= loadedAt && now - loadedAt < SESSION_CACHE_MS;
