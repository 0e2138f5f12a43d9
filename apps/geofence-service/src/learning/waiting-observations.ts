/**
 * Holds observations of single trips until they are anonymous. What one trip shows is close to a position, so it waits in
 * the memory of this process until enough others show something for the same key (`kAnonymous`); once an hour these are
 * saved together. The others go on waiting, for a week at most, and a restart loses them.
 */
import { kAnonymous } from '@curbline/domain/anonymity';
import { type Clock, RepeatedWork } from '@curbline/platform';

const WRITE_EVERY_MS = 3_600_000;
const WAITS_MS = 7 * 24 * 3_600_000;

interface Waiting<Item> {
  readonly item: Item;
  /** Server's clock, ms. */
  readonly since: number;
}

interface Rules<Item> {
  readonly keyOf: (item: Item) => string;
  /** Saves what is anonymous. @throws when it cannot; it is tried again in an hour */
  readonly write: (storeId: string, together: readonly Item[]) => Promise<void>;
  readonly onTrouble: (error: unknown) => void;
}

export class WaitingObservations<Item> {
  private readonly waiting = new Map<string, readonly Waiting<Item>[]>();
  private readonly writes: RepeatedWork;

  constructor(
    private readonly clock: Clock,
    private readonly rules: Rules<Item>,
  ) {
    this.writes = new RepeatedWork(() => this.writeAll(), rules.onTrouble);
  }

  begin(): void {
    this.writes.begin(WRITE_EVERY_MS);
  }

  /** Saves once more what may be saved. Never rejects. */
  async end(): Promise<void> {
    await this.write();
    await this.writes.end();
  }

  add(storeId: string, items: readonly Item[]): void {
    const since = this.clock.now();
    this.keep(storeId, [...this.fresh(storeId), ...items.map((item) => ({ item, since }))]);
  }

  /** @returns what waits for this store, oldest first. */
  of(storeId: string): Item[] {
    return this.fresh(storeId).map(({ item }) => item);
  }

  /** Saves what may be saved now. Never rejects. */
  write(): Promise<void> {
    return this.writes.now();
  }

  private async writeAll(): Promise<void> {
    for (const storeId of this.waiting.keys()) {
      const together = kAnonymous(this.fresh(storeId), ({ item }) => this.rules.keyOf(item));
      if (together.length > 0) {
        await this.rules.write(
          storeId,
          together.map(({ item }) => item),
        );
      }
      const written = new Set(together);
      // More may have been added meanwhile.
      this.keep(
        storeId,
        this.fresh(storeId).filter((waiting) => !written.has(waiting)),
      );
    }
  }

  private fresh(storeId: string): Waiting<Item>[] {
    const now = this.clock.now();
    return (this.waiting.get(storeId) ?? []).filter(({ since }) => now - since <= WAITS_MS);
  }

  private keep(storeId: string, waiting: readonly Waiting<Item>[]): void {
    if (waiting.length > 0) this.waiting.set(storeId, waiting);
    else this.waiting.delete(storeId);
  }
}
