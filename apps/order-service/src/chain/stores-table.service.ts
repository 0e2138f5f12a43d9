/** The stores of a chain beside each other: found by words, sorted by a figure, a page at a time. */
import { Injectable } from '@nestjs/common';
import {
  LEAST_FOR_P95,
  type StoresTable,
  type StoresTableQuery,
  type StoresTableRow,
  type WaitFigures,
} from '@curbline/contracts/http';
import { readSnapshot } from '@curbline/database';
import { Clock } from '@curbline/platform';
import { DataSource, type EntityManager, In } from 'typeorm';
import { AlertsService } from '../alerts/alerts.service.js';
import { StoreEntity } from '../stores/store.entity.js';
import { StoresListRepository } from '../stores/stores-list.repository.js';
import { noSuchPage } from '../stores/stores-list.service.js';
import { rangeOf } from '../stats/asked-range.js';
import { FiguresRepository, shareOf } from '../stats/figures.repository.js';
import { daysOf, localDay, type Period } from '../stats/period.js';
import { type StoreDay, StoresTableRepository } from './stores-table.repository.js';

@Injectable()
export class StoresTableService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly stores: StoresListRepository,
    private readonly table: StoresTableRepository,
    private readonly figures: FiguresRepository,
    private readonly alerts: AlertsService,
  ) {}

  /**
   * @param reached the stores whose figures the caller may see; null for all
   * @throws ProblemException `invalid-input` for a range that is too long, and when there is no store to go on after.
   */
  async page(query: StoresTableQuery, reached: readonly string[] | null): Promise<StoresTable> {
    const now = this.clock.now();
    const range = rangeOf(query, localDay(now, 'UTC'));
    const { search = '', after, limit } = query;
    return readSnapshot(this.dataSource, async (manager) => {
      this.figures.prepare(manager);
      const found = await this.stores.ids(manager, reached, search);
      if (after !== undefined && !found.includes(after)) throw noSuchPage();
      const wish = { ...query, limit: limit + 1 };
      const ids = await this.table.page(manager, { ...range, storeIds: found, now }, wish);
      const storeIds = ids.slice(0, limit);
      return {
        ...range,
        total: found.length,
        stores: await this.rows(manager, { ...range, storeIds, now }),
        next: ids.length > limit ? (storeIds.at(-1) ?? null) : null,
      };
    });
  }

  /** The rows of the period's stores, in their order. */
  private async rows(manager: EntityManager, period: Period): Promise<StoresTableRow[]> {
    const [stores, groups, storeDays, alerts] = await Promise.all([
      manager.find(StoreEntity, {
        select: { id: true, name: true, goalS: true, objectivePercent: true },
        where: { id: In(period.storeIds) },
      }),
      this.figures.waitsBy(manager, period, ['store_id']),
      this.table.days(manager, period),
      this.alerts.of(manager, period.storeIds),
    ]);
    const byId = new Map(stores.map((store) => [store.id, store]));
    const waits = new Map(groups.store_id.map(({ key, wait }) => [key, wait]));
    const daysById = Map.groupBy(storeDays, ({ storeId }) => storeId);
    const days = daysOf(period);
    return period.storeIds.flatMap((storeId): StoresTableRow[] => {
      const store = byId.get(storeId);
      if (!store) return [];
      const own = daysById.get(storeId) ?? [];
      const byDay = new Map(own.map((found) => [found.day, found]));
      return [
        {
          storeId,
          name: store.name,
          goalS: store.goalS,
          objectivePercent: store.objectivePercent,
          wait: waitOf(waits.get(storeId)),
          abandoned: abandonedOf(own),
          days: days.map((day) => ({ day, n: byDay.get(day)?.n ?? 0, missed: byDay.get(day)?.missed ?? 0 })),
          alerts: (alerts.get(storeId) ?? []).map(({ kind }) => kind),
        },
      ];
    });
  }
}

function waitOf(wait: WaitFigures | undefined): StoresTableRow['wait'] {
  if (!wait) return { n: 0, missed: 0, withinGoalPercent: null, medianS: null, p90S: null };
  const { n, missed, withinGoalPercent, medianS, p90S } = wait;
  return { n, missed, withinGoalPercent, medianS, p90S: n < LEAST_FOR_P95 ? null : p90S };
}

function abandonedOf(days: readonly StoreDay[]): StoresTableRow['abandoned'] {
  const sum = (part: 'abandoned' | 'pickups'): number => days.reduce((all, day) => all + day[part], 0);
  return shareOf(sum('abandoned'), sum('pickups'));
}
