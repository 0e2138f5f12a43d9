/** Stores: made, replaced, and read through a small cache, since every request of a customer asks. */
import { Injectable } from '@nestjs/common';
import type { StoreSettings, StoreView } from '@curbline/contracts/http';
import { isUniqueViolation } from '@curbline/database';
import { Clock, problem, type FieldError } from '@curbline/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { CHAIN } from '../idempotency/answers.js';
import { inTransactionOnce } from '../idempotency/once.js';
import { areaFaults, premisesFaults, unwrapped } from './check-premises.js';
import { askDatabase, insertStore, readStore, replaceStore } from './store-records.js';
import { storeWarnings } from './store-warnings.js';

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

  /** A store as a manager sees it, with what looks wrong about it. @throws ProblemException `store-unknown`. */
  async getWithWarnings(storeId: string): Promise<StoreView> {
    return withWarnings(await this.get(storeId), this.clock.now());
  }

  /** @throws ProblemException `premises-invalid` naming each fault, `invalid-input`, `store-exists`. */
  async create(storeId: string, wanted: StoreSettings): Promise<StoreView> {
    const settings = await this.usable(wanted);
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

  /** @throws ProblemException `store-unknown`, `premises-invalid`, `invalid-input`, `changed-meanwhile`. */
  async replace(storeId: string, wanted: StoreSettings): Promise<StoreView> {
    const settings = await this.usable(wanted);
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
      const changed = await readStore(manager, storeId);
      return changed && withWarnings(changed, now);
    });
    this.cache.delete(storeId);
    if (!view) throw problem('store-unknown');
    return view;
  }

  /**
   * @returns the settings as they are to be kept: the zone as the database spells it.
   * @throws ProblemException `premises-invalid` naming each fault, `invalid-input` for a zone the database does not know.
   */
  private async usable(settings: StoreSettings): Promise<StoreSettings> {
    const faults = premisesFaults(settings);
    if (faults.length > 0) throw problem('premises-invalid', { errors: faults });
    const found = await askDatabase(this.dataSource, settings, unwrapped(settings.premises));
    if (found.timeZone === null) throw problem('invalid-input', { errors: [UNKNOWN_ZONE] });
    const errors = found.invalid === null ? areaFaults(found.areaM2) : [invalidOutline(found.invalid)];
    if (errors.length > 0) throw problem('premises-invalid', { errors });
    return { ...settings, timeZone: found.timeZone };
  }
}

function withWarnings(view: StoreView, now: number): StoreView {
  const warnings = storeWarnings(view.settings, now);
  return warnings.length > 0 ? { ...view, warnings } : view;
}

/** Every clock of the store is read by this name in SQL: what `Intl` alone knows would break its board and figures. */
const UNKNOWN_ZONE: FieldError = {
  field: 'timeZone',
  message: {
    en: 'the database does not know this time zone: give the IANA name of a place, such as Europe/Paris',
    fr: 'la base de données ne connaît pas ce fuseau horaire : donnez le nom IANA d’un lieu, comme Europe/Paris',
  },
};

const invalidOutline = (reason: string): FieldError => ({
  field: 'premises',
  message: {
    en: `the outline is not valid: ${reason}`,
    fr: `le contour n’est pas valable : ${reason}`,
  },
});
