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
  private readonly entries = new Map<string, Entry>();

  /** `load` answers the same kind of thing for the same key, always: keys begin with their kind. */
  async get<T>(key: string, now: number, load: () => Promise<T | undefined>): Promise<T | undefined> {
    const found = this.entries.get(key);
    if (found && now - found.askedAt < SESSION_CACHE_MS && now >= found.askedAt) {
      return found.value as Promise<T | undefined>;
    }
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

  private forgetOldest(): void {
    for (const key of this.entries.keys()) {
      this.entries.delete(key);
      return;
    }
  }
}
