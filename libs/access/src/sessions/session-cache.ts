/**
 * Answers of the database about sessions, kept for at most two seconds: so long may something that
 * ended elsewhere still work here. A key asked for by many at once is looked up once.
 * What does not exist is never kept: a session works the moment it is made.
 */
export const SESSION_CACHE_MS = 2000;

/** Past this many the oldest go: one session is some 200 bytes. */
const MOST_ENTRIES = 20_000;

interface Entry {
  readonly value: Promise<unknown>;
  readonly askedAt: number;
}

export class SessionCache {
  /** In the order in which they were asked for. */
  private readonly entries = new Map<string, Entry>();
  private tidiedAt = Number.NEGATIVE_INFINITY;

  get size(): number {
    return this.entries.size;
  }

  /** `load` answers the same kind of thing for the same key, always: keys begin with their kind. */
  async get<T>(key: string, now: number, load: () => Promise<T | undefined>): Promise<T | undefined> {
    const found = this.entries.get(key);
    if (found && holds(found, now)) return found.value as Promise<T | undefined>;
    if (!holds({ askedAt: this.tidiedAt }, now)) this.tidy(now);
    const entry: Entry = { value: load(), askedAt: now };
    this.entries.delete(key);
    this.entries.set(key, entry);
    if (this.entries.size > MOST_ENTRIES) this.forgetOldest();
    try {
      const value = await (entry.value as Promise<T | undefined>);
      if (value === undefined) this.drop(key, entry);
      return value;
    } catch (error) {
      this.drop(key, entry);
      throw error;
    }
  }

  /** After something ended in this process: it is over here at once. */
  clear(): void {
    this.entries.clear();
  }

  private drop(key: string, entry: Entry): void {
    if (this.entries.get(key) === entry) this.entries.delete(key);
  }

  /** What no longer holds goes every two seconds, or the sessions of a day would stay until the cache is full. */
  private tidy(now: number): void {
    this.tidiedAt = now;
    for (const [key, entry] of this.entries) {
      if (holds(entry, now)) return;
      this.entries.delete(key);
    }
  }

  private forgetOldest(): void {
    for (const key of this.entries.keys()) {
      this.entries.delete(key);
      return;
    }
  }
}

/** Also false after the clock was set back: the entry would hold for as long as that. */
const holds = ({ askedAt }: Pick<Entry, 'askedAt'>, now: number): boolean =>
  now >= askedAt && now - askedAt < SESSION_CACHE_MS;
