/** Makes and changes the stores of a file, in parts that are small enough for one statement each. */
import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import type { ImportRow, StoreSettings, StoreView } from '@curbline/contracts/http';
import { inTransaction } from '@curbline/database';
import { Clock, type FieldError, ProblemException } from '@curbline/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { type AuditedBy, AuditService } from '../audit/audit.service.js';
import { StoreChecksRepository } from '../stores/store-checks.repository.js';
import { StoresRepository } from '../stores/stores.repository.js';
import { StoresService } from '../stores/stores.service.js';
import { planStore, type StorePlan, type StoreRows } from './plan-store.js';

type NewPlan = StorePlan & { readonly settings: StoreSettings };

@Injectable()
export class ImportStoresService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly storesRepository: StoresRepository,
    private readonly checks: StoreChecksRepository,
    private readonly stores: StoresService,
    private readonly audit: AuditService,
  ) {}

  /** @param by null: nothing is changed. @returns a report of each row, store by store. */
  async import(
    part: readonly StoreRows[],
    zones: ReadonlyMap<string, string>,
    by: AuditedBy | null,
  ): Promise<ImportRow[]> {
    const current = await this.storesRepository.findMany(part.map(({ id }) => id));
    const now = this.clock.now();
    const plans = part.map((rows) => planStore(rows, current.get(rows.id), zones, now));
    const faults = await this.outlineFaults(plans);
    const sound = plans.filter((plan) => !faults.has(plan));
    const failed = by === null ? new Map<StorePlan, FieldError[]>() : await this.apply(sound, by);
    return plans.flatMap((plan) => {
      const errors = faults.get(plan) ?? failed.get(plan);
      return errors ? plan.refuse(errors) : plan.reports;
    });
  }

  /** What only the database can tell of the outlines that are new. */
  private async outlineFaults(plans: readonly StorePlan[]): Promise<Map<StorePlan, FieldError[]>> {
    const drawn = plans.filter(hasNewOutline);
    const found = await this.checks.outlineFaults(drawn.map(({ settings }) => settings));
    return new Map(drawn.flatMap((plan, i) => ((found[i]?.length ?? 0) > 0 ? [[plan, found[i] ?? []]] : [])));
  }

  private async apply(plans: readonly StorePlan[], by: AuditedBy): Promise<Map<StorePlan, FieldError[]>> {
    const failed = new Map<StorePlan, FieldError[]>();
    const changes = plans.filter(hasSettings);
    const wanted = changes.filter(({ current }) => !current);
    const made = await this.create(wanted, by);
    for (const plan of wanted) if (!made.has(plan.id)) failed.set(plan, [CHANGED_MEANWHILE]);
    for (const plan of changes) {
      if (plan.current && !(await this.change(plan.current, plan.settings, by)))
        failed.set(plan, [CHANGED_MEANWHILE]);
    }
    return failed;
  }

  /** All of them in one transaction. @returns the ids of those made; the others exist since a moment ago. */
  private async create(plans: readonly NewPlan[], by: AuditedBy): Promise<ReadonlySet<string>> {
    if (plans.length === 0) return new Set();
    const now = this.clock.now();
    return inTransaction(this.db, async (manager) => {
      const made = await this.storesRepository.insertMany(manager, plans, now);
      await Promise.all(
        plans.filter(({ id }) => made.has(id)).map((plan) => this.noteCreated(manager, plan, by, now)),
      );
      return made;
    });
  }

  private noteCreated(manager: EntityManager, { id, settings }: NewPlan, by: AuditedBy, now: number) {
    const note = { storeId: id, by, action: 'store_created', subject: settings.name } as const;
    return this.audit.note(manager, note, now);
  }

  /** @returns false when somebody changed the store since it was read. */
  private async change({ id, version }: StoreView, settings: StoreSettings, by: AuditedBy): Promise<boolean> {
    try {
      await this.stores.replaceChecked(id, settings, by, version);
      return true;
    } catch (error) {
      if (error instanceof ProblemException && error.code === 'version-outdated') return false;
      throw error;
    }
  }
}

const hasSettings = (plan: StorePlan): plan is NewPlan => plan.settings !== undefined;
const hasNewOutline = (plan: StorePlan): plan is NewPlan =>
  plan.settings !== undefined && !isDeepStrictEqual(plan.settings.premises, plan.current?.settings.premises);

const CHANGED_MEANWHILE: FieldError = {
  field: 'id',
  message: {
    en: 'somebody changed this store meanwhile: import the file again',
    fr: 'quelqu’un a modifié ce magasin entre-temps\u00a0: importez de nouveau le fichier',
  },
};
