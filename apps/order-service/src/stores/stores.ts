/** Stores: made, replaced, and read through a small cache, since every request of a customer asks. */
import { Injectable } from '@nestjs/common';
import type { StoreSettings, StoreView } from '@curbline/contracts/http';
import { isUniqueViolation } from '@curbline/database';
import { Clock, problem } from '@curbline/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { CHAIN } from '../idempotency/answers.js';
import { inTransactionOnce } from '../idempotency/once.js';
import { premisesFaults } from './check-premises.js';
import { insertStore, outlineFault, readStore, replaceStore } from './store-records.js';

/** How long another process may go on with a store's old settings. */
const CACHED_MS = 2_000;

interface Cached {
  readonly store: Promise<StoreView | undefined>;
  readonly until: number;
}

@Injectable()
export class Stores {
  private readonly cache = new Map<string, Cached>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /** A store at most 2 s old, or undefined. Not for use inside a transaction. */
  async find(storeId: string): Promise<StoreView | undefined> {
    const now = this.clock.now();
    const cached = this.cache.get(storeId);
    if (cached && cached.until > now) return cached.store;
    const store = readStore(this.dataSource, storeId);
    this.cache.set(storeId, { store, until: now + CACHED_MS });
    const found = await store.catch((error: unknown) => {
      this.cache.delete(storeId);
      throw error;
    });
    // Unknown ids are not kept: whoever guesses them must not fill the memory.
    if (!found) this.cache.delete(storeId);
    return found;
  }

  /** @throws ProblemException `store-unknown`. */
  async get(storeId: string): Promise<StoreView> {
    const store = await this.find(storeId);
    if (!store) throw problem('store-unknown');
    return store;
  }

  /** @throws ProblemException `premises-invalid` naming each fault, `store-exists`. */
  async create(storeId: string, settings: StoreSettings): Promise<StoreView> {
    await this.requireUsable(settings);
    const now = this.clock.now();
    try {
      return await this.change(storeId, now, CHAIN, (manager) =>
        insertStore(manager, { id: storeId, version: 1, settings }, now),
      );
    } catch (error) {
      if (isUniqueViolation(error, 'store_pkey')) throw problem('store-exists');
      throw error;
    }
  }

  /** @throws ProblemException `store-unknown`, `premises-invalid`, `changed-meanwhile`. */
  async replace(storeId: string, settings: StoreSettings): Promise<StoreView> {
    await this.requireUsable(settings);
    const now = this.clock.now();
    return this.change(storeId, now, storeId, async (manager) => {
      const current = await readStore(manager, storeId);
      if (!current) throw problem('store-unknown');
      const replaced = await replaceStore(manager, { ...current, settings }, now);
      if (!replaced) throw problem('changed-meanwhile');
    });
  }

  /** Changes the lead alone, on the store as it is now; nothing happens when it stays. */
  async changeLead(storeId: string, next: (leadS: number) => number): Promise<void> {
    const now = this.clock.now();
    await this.change(storeId, now, storeId, async (manager) => {
      const current = await readStore(manager, storeId);
      const leadS = current && next(current.settings.leadS);
      if (!current || leadS === undefined || leadS === current.settings.leadS) return;
      await replaceStore(manager, { ...current, settings: { ...current.settings, leadS } }, now);
    });
  }

  /** @param place where the answer of a request is kept. */
  private async change(
    storeId: string,
    now: number,
    place: string,
    work: (manager: EntityManager) => Promise<void>,
  ): Promise<StoreView> {
    const view = await inTransactionOnce(this.dataSource, now, place, async (manager) => {
      await work(manager);
      return readStore(manager, storeId);
    });
    this.cache.delete(storeId);
    if (!view) throw problem('store-unknown');
    return view;
  }

  private async requireUsable(settings: StoreSettings): Promise<void> {
    const errors = premisesFaults(settings);
    if (errors.length === 0) {
      const reason = await outlineFault(this.dataSource, settings.premises);
      if (reason !== undefined) {
        const message = {
          en: `the outline is not valid: ${reason}`,
          fr: `le contour n’est pas valable : ${reason}`,
        };
        errors.push({ field: 'premises', message });
      }
    }
    if (errors.length > 0) throw problem('premises-invalid', { errors });
  }
}
