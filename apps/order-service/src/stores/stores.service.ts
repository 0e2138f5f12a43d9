/** Stores: made, changed, and read through a small cache, since every request of a customer asks. */
import { isDeepStrictEqual } from 'node:util';
import { Inject, Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { type ManagerPrincipal, Sessions } from '@curbline/access';
import type { Actor } from '@curbline/contracts/events';
import type { StoreChanges, StoreSettings, StoreView } from '@curbline/contracts/http';
import { isUniqueViolation } from '@curbline/database';
import { Clock, problem } from '@curbline/platform';
import { isCountry } from '@curbline/platform/contact';
import { WakeUps } from '@curbline/messaging';
import type { EntityManager } from 'typeorm';
import { type AuditedBy, AuditService, changesBetween } from '../audit/audit.service.js';
import { ChangesService } from '../changes/changes.service.js';
import { CHAIN } from '../idempotency/stored-responses.repository.js';
import { hoursFaults } from './check-hours.js';
import { messageFaults } from './check-messages.js';
import { premisesFaults, UNKNOWN_COUNTRY, UNKNOWN_ZONE } from './check-premises.js';
import { StoreChecksRepository } from './store-checks.repository.js';
import { StoresRepository } from './stores.repository.js';
import { changedBy, replacedBy } from './region.js';
import { settingsChanged } from './settings-changed.js';
import { withWarnings } from './store-warnings.js';
import { IdempotencyService } from '../idempotency/idempotency.service.js';

/** How long another process may go on with a store's old settings, when it misses the word that they changed. */
const CACHED_MS = 2_000;

interface Cached {
  readonly store: Promise<StoreView | undefined>;
  readonly until: number;
}

@Injectable()
export class StoresService implements OnModuleInit, OnModuleDestroy {
  private readonly cache = new Map<string, Cached>();
  private stopListening: () => void = () => {};

  constructor(
    private readonly stores: StoresRepository,
    private readonly checks: StoreChecksRepository,
    private readonly clock: Clock,
    private readonly changes: ChangesService,
    @Inject(WakeUps) private readonly wakeUps: WakeUps,
    private readonly idempotency: IdempotencyService,
    private readonly audit: AuditService,
    private readonly sessions: Sessions,
  ) {}

  /** Whatever process changes a store, its log grows. */
  onModuleInit(): void {
    this.stopListening = this.wakeUps.onWake((storeId) => this.cache.delete(storeId));
  }

  onModuleDestroy(): void {
    this.stopListening();
  }

  /** A store at most 2 s old, or undefined. Not for use inside a transaction. */
  async find(storeId: string): Promise<StoreView | undefined> {
    const now = this.clock.now();
    const cached = this.cache.get(storeId);
    if (cached && cached.until > now) return cached.store;
    const store = this.stores.find(storeId);
    this.cache.set(storeId, { store, until: now + CACHED_MS });
    const found = await store.catch((error: unknown) => {
      this.cache.delete(storeId);
      throw error;
    });
    // Unknown ids are not kept: whoever guesses them must not fill the memory.
    if (!found) this.cache.delete(storeId);
    return found;
  }

  /** Reads a store anew, after a change of what belongs to it beside its settings. */
  forget(storeId: string): void {
    this.cache.delete(storeId);
  }

  /** The ids of some stores. */
  ids(most: number): Promise<string[]> {
    return this.stores.ids(most);
  }

  /** @throws ProblemException `store-unknown`. */
  async get(storeId: string): Promise<StoreView> {
    const store = await this.find(storeId);
    if (!store) throw problem('store-unknown');
    return store;
  }

  /**
   * The store as the caller's transaction sees it, without warnings: for readings that must agree with their place in
   * the log.
   * @throws ProblemException `store-unknown`.
   */
  async require(manager: EntityManager, storeId: string): Promise<StoreView> {
    const store = await this.stores.find(storeId, manager);
    if (!store) throw problem('store-unknown');
    return store;
  }

  /** A store as a manager sees it, with what looks wrong about it. @throws ProblemException `store-unknown`. */
  async getWithWarnings(storeId: string): Promise<StoreView> {
    return withWarnings(await this.get(storeId), this.clock.now());
  }

  /**
   * @param by null: whoever holds the server, by command.
   * @throws ProblemException `premises-invalid` naming each fault, `invalid-input`, `store-exists`.
   */
  async create(storeId: string, wanted: StoreSettings, by: AuditedBy | null = null): Promise<StoreView> {
    const settings = await this.usable(wanted);
    const now = this.clock.now();
    try {
      const made = await this.idempotency.inTransaction(now, CHAIN, async (manager) => {
        await this.stores.insert(manager, { id: storeId, version: 1, settings }, now);
        const subject = settings.name;
        await this.audit.note(manager, { storeId, by, action: 'store_created', subject }, now);
        return this.present(manager, storeId, now);
      });
      this.cache.delete(storeId);
      return made;
    } catch (error) {
      if (isUniqueViolation(error, 'store_pkey')) throw problem('store-exists');
      throw error;
    }
  }

  /**
   * Replaces the settings as a whole; whoever does not name the region, and may not change it, leaves it as it is.
   * @param version of the settings that the caller has seen; undefined: whatever they are.
   * @throws ProblemException `store-unknown`, `premises-invalid`, `invalid-input`, `version-outdated`; `not-allowed`
   *   when somebody other than an admin changes the region.
   */
  async replace(
    storeId: string,
    wanted: StoreSettings,
    by: ManagerPrincipal,
    version?: number,
  ): Promise<StoreView> {
    const settings = await this.usable(wanted);
    const view = await this.change(storeId, by, version, (current) => replacedBy(by, current, settings));
    this.sessions.forget();
    return view;
  }

  /**
   * Changes some of the settings. `version` is the one that the caller has seen, `undoes` the entry of the audit trail
   * whose values these are.
   * @throws ProblemException `store-unknown`, `premises-invalid`, `invalid-input`, `version-outdated`; `not-allowed`
   *   when somebody other than an admin changes the region.
   */
  async edit(
    storeId: string,
    changes: StoreChanges,
    by: ManagerPrincipal,
    { version, undoes }: { readonly version: number; readonly undoes?: number },
  ): Promise<StoreView> {
    // Checked before the transaction, which must not wait for another connection; the version says whether it held.
    const seen = await this.stores.find(storeId);
    if (!seen) throw problem('store-unknown');
    const checked =
      seen.version === version ? await this.usable({ ...seen.settings, ...changes }) : undefined;
    const next = (current: StoreSettings): StoreSettings => {
      if (!checked) throw problem('version-outdated');
      return changedBy(by, current, checked);
    };
    const view = await this.change(storeId, by, version, next, undoes);
    // Whoever reaches the store by its region may not from now on, or may.
    if ('region' in changes) this.sessions.forget();
    return view;
  }

  /** As {@link replace}, with settings that the caller has checked. @throws ProblemException `version-outdated`. */
  replaceChecked(
    storeId: string,
    settings: StoreSettings,
    by: AuditedBy,
    version: number,
  ): Promise<StoreView> {
    return this.change(storeId, by, version, () => settings);
  }

  /** Changes the lead alone, on the store as it is now; nothing happens when it stays. */
  async changeLead(storeId: string, next: (leadS: number) => number): Promise<void> {
    await this.change(storeId, null, undefined, (settings) => ({
      ...settings,
      leadS: next(settings.leadS),
    }));
  }

  /** Writes what `next` makes of the settings and tells the store's log; settings that stay the same are no news. */
  private async change(
    storeId: string,
    by: AuditedBy | null,
    version: number | undefined,
    next: (settings: StoreSettings) => StoreSettings,
    undoes?: number,
  ): Promise<StoreView> {
    const actor: Actor = by ? { kind: 'staff', id: by.staffId, name: by.name } : SYSTEM;
    const view = await this.changes.run({ actor, storeId }, async ({ manager, now, append }) => {
      const current = await this.require(manager, storeId);
      if (version !== undefined && version !== current.version) throw problem('version-outdated');
      const settings = next(current.settings);
      if (isDeepStrictEqual(settings, current.settings)) return withWarnings(current, now);
      if (!(await this.stores.replace(manager, { ...current, settings }, now)))
        throw problem('version-outdated');
      const changed = await this.present(manager, storeId, now);
      if (by) {
        const changes = changesBetween(current.settings, changed.settings);
        const note = { storeId, by, action: 'store_changed', subject: changed.settings.name } as const;
        await this.audit.note(manager, { ...note, changes, undoes }, now);
      }
      append(storeId, [settingsChanged(changed, now)]);
      return changed;
    });
    this.cache.delete(storeId);
    return view;
  }

  /** The store as the transaction sees it, with its warnings. @throws ProblemException `store-unknown`. */
  private async present(manager: EntityManager, storeId: string, now: number): Promise<StoreView> {
    return withWarnings(await this.require(manager, storeId), now);
  }

  /**
   * @returns the settings as they are to be kept: the zone as the database spells it.
   * @throws ProblemException `premises-invalid` naming each fault; `invalid-input` for hours that overlap, a text to
   *   customers that cannot be sent, and a country or zone that is not known.
   */
  private async usable({ region, ...settings }: StoreSettings): Promise<StoreSettings> {
    const plain = [...hoursFaults(settings), ...messageFaults(settings)];
    if (plain.length > 0) throw problem('invalid-input', { errors: plain });
    const faults = premisesFaults(settings);
    if (faults.length > 0) throw problem('premises-invalid', { errors: faults });
    if (settings.country && !isCountry(settings.country))
      throw problem('invalid-input', { errors: [UNKNOWN_COUNTRY] });
    const timeZone = await this.checks.timeZone(settings.timeZone);
    if (timeZone === undefined) throw problem('invalid-input', { errors: [UNKNOWN_ZONE] });
    const [errors = []] = await this.checks.outlineFaults([settings]);
    if (errors.length > 0) throw problem('premises-invalid', { errors });
    const exceptions = settings.exceptions?.toSorted((a, b) => (a.from < b.from ? -1 : 1));
    return { ...settings, ...(region && { region }), ...(exceptions && { exceptions }), timeZone };
  }
}

const SYSTEM: Actor = { kind: 'system', id: null, name: null };
