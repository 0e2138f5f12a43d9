/**
 * Answers of the database about sessions, kept for at most two seconds: so long may something that
 * ended elsewhere still work here. A key asked for by many at once is looked up once.
 *
 * That a session does not exist is remembered for a moment as well, so that whoever sends the same wrong cookie over
 * and over costs one look-up. It delays nobody: a key is the hash of a random token that the server makes, so none is
 * asked for before its session exists. These notes have room of their own, and never push out a session that holds.
 */
export const SESSION_CACHE_MS = 2000;
export const MISSING_CACHE_MS = 1500;

/** Past this many the oldest go: one session is some 200 bytes. */
const MOST_ENTRIES = 20_000;
const MOST_MISSING = 5_000;

interface Entry {
  readonly value: Promise<unknown>;
  readonly askedAt: number;
}

export class SessionCache {
  /** In the order in which they were asked for. */
  private readonly entries = new Map<string, Entry>();
  /** Keys without a session, and when that was found. */
  private readonly missing = new Map<string, number>();
  private tidiedAt = Number.NEGATIVE_INFINITY;

  get size(): number {
    return this.entries.size + this.missing.size;
  }

  /** `load` answers the same kind of thing for the same key, always: keys begin with their kind. */
  async get<T>(key: string, now: number, load: () => Promise<T | undefined>): Promise<T | undefined> {
    const found = this.entries.get(key);
    if (found && holds(found, now)) return found.value as Promise<T | undefined>;
    if (this.isMissing(key, now)) return undefined;
    if (!holds({ askedAt: this.tidiedAt }, now)) this.tidy(now);
    const entry: Entry = { value: load(), askedAt: now };
    this.entries.delete(key);
    this.entries.set(key, entry);
    if (this.entries.size > MOST_ENTRIES) forgetOldest(this.entries);
    try {
      const value = await (entry.value as Promise<T | undefined>);
      // Not noted when something was ended or made meanwhile: the answer may be of before.
      if (value === undefined && this.drop(key, entry)) this.noteMissing(key, now);
      return value;
    } catch (error) {
      this.drop(key, entry);
      throw error;
    }
  }

  /** After something ended or came back in this process: it is so here at once. */
  clear(): void {
    this.entries.clear();
    this.missing.clear();
  }

  private isMissing(key: string, now: number): boolean {
    const askedAt = this.missing.get(key);
    if (askedAt === undefined) return false;
    if (now >= askedAt && now - askedAt < MISSING_CACHE_MS) return true;
    this.missing.delete(key);
    return false;
  }

  private noteMissing(key: string, now: number): void {
    this.missing.delete(key);
    this.missing.set(key, now);
    if (this.missing.size > MOST_MISSING) forgetOldest(this.missing);
  }

  /** @returns whether the entry was still there. */
  private drop(key: string, entry: Entry): boolean {
    return this.entries.get(key) === entry && this.entries.delete(key);
  }

  /** What no longer holds goes every two seconds, or the sessions of a day would stay until the cache is full. */
  private tidy(now: number): void {
    this.tidiedAt = now;
    for (const [key, askedAt] of this.missing) {
      if (holds({ askedAt }, now)) break;
      this.missing.delete(key);
    }
    for (const [key, entry] of this.entries) {
      if (holds(entry, now)) return;
      this.entries.delete(key);
    }
  }
}

function forgetOldest(map: Map<string, unknown>): void {
  for (const key of map.keys()) {
    map.delete(key);
    return;
  }
}

/** Also false after the clock was set back: the entry would hold for as long as that. */
const holds = ({ askedAt }: Pick<Entry, 'askedAt'>, now: number): boolean =>
  now >= askedAt && now - askedAt < SESSION_CACHE_MS;
