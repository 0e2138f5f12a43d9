/** The figures of a range of days: of one store, and of all that a caller reaches. */
import { Injectable } from '@nestjs/common';
import type { ChainStats, StatsQuery, StoreStats } from '@curbline/contracts/http';
import { readSnapshot } from '@curbline/database';
import { USUAL_OBJECTIVE_PERCENT } from '@curbline/domain/wait';
import { Clock } from '@curbline/platform';
import { DataSource, In } from 'typeorm';
import { StoreEntity } from '../stores/store.entity.js';
import { StoresService } from '../stores/stores.service.js';
import { rangeBefore, rangeOf } from './asked-range.js';
import { FiguresRepository, type GroupFigures, percentOf } from './figures.repository.js';
import { insightOf } from './insight.js';
import { daysOf, localDay, type Period } from './period.js';

const GROUPINGS = ['service', 'evidence', 'local_day', 'arrival_hour'] as const;

@Injectable()
export class StoreStatsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly stores: StoresService,
    private readonly clock: Clock,
    private readonly figures: FiguresRepository,
  ) {}

  /** @throws ProblemException `store-unknown`, or `invalid-input` for a range that is too long. */
  async ofStore(storeId: string, query: StatsQuery): Promise<StoreStats> {
    const now = this.clock.now();
    return readSnapshot(this.dataSource, async (manager) => {
      this.figures.prepare(manager);
      const { settings } = await this.stores.require(manager, storeId);
      const { timeZone, goalS, promiseS, objectivePercent = USUAL_OBJECTIVE_PERCENT } = settings;
      const today = localDay(now, timeZone);
      const range = rangeOf(query, today);
      const period: Period = { ...range, storeIds: [storeId], now };
      const before = rangeBefore(range);
      const [figures, figuresBefore, waits, groups] = await Promise.all([
        this.figures.period(manager, period),
        this.figures.period(manager, { ...period, ...before }),
        this.figures.waits(manager, { ...period, from: today, to: today }),
        this.figures.waitsBy(manager, period, GROUPINGS),
      ]);
      const heatMap = groups.arrival_hour.map(cellOf);
      const groupOf = ({ arrivals, wait }: GroupFigures<unknown>) => ({
        arrivals,
        sharePercent: percentOf(arrivals, figures.arrivals),
        wait,
      });
      return {
        storeId,
        timeZone,
        goalS,
        promiseS,
        objectivePercent,
        ...range,
        before: { ...before, figures: figuresBefore },
        insight: insightOf(figures, figuresBefore, heatMap),
        figures,
        now:
          range.from <= today && today <= range.to
            ? { waiting: waits.waiting, longestSince: waits.longest_since?.toISOString() ?? null }
            : null,
        byService: groups.service.map((group) => ({ service: group.key, ...groupOf(group) })),
        byEvidence: groups.evidence.map((group) => ({ evidence: group.key, ...groupOf(group) })),
        days: everyDay(range, groups.local_day),
        heatMap,
      };
    });
  }

  /**
   * @param reached the stores whose figures the caller may see; null for all
   * @throws ProblemException `invalid-input` for a range that is too long.
   */
  async ofChain(query: StatsQuery, reached: readonly string[] | null): Promise<ChainStats> {
    const now = this.clock.now();
    const range = rangeOf(query, localDay(now, 'UTC'));
    return readSnapshot(this.dataSource, async (manager) => {
      this.figures.prepare(manager);
      const stores = await manager.find(StoreEntity, {
        select: { id: true, name: true, goalS: true },
        where: reached ? { id: In(reached) } : {},
        order: { id: 'ASC' },
      });
      const period: Period = { ...range, storeIds: stores.map(({ id }) => id), now };
      const [figures, { store_id: groups }] = await Promise.all([
        this.figures.period(manager, period),
        this.figures.waitsBy(manager, period, ['store_id']),
      ]);
      const byStore = new Map(groups.map((group) => [group.key, group]));
      return {
        ...range,
        figures,
        stores: stores.map(({ id, name, goalS }) => {
          const group = byStore.get(id) ?? NOTHING;
          return {
            storeId: id,
            name,
            goalS,
            handedOver: group.handed_over,
            abandoned: group.abandoned,
            notCollected: group.not_collected,
            wait: group.wait,
          };
        }),
      };
    });
  }
}

const NOTHING = {
  handed_over: 0,
  abandoned: 0,
  not_collected: 0,
  left_open: 0,
  wait: {
    n: 0,
    missed: 0,
    withinGoalPercent: null,
    withinPromisePercent: null,
    medianS: null,
    p90S: null,
    p95S: null,
    worstS: null,
  },
};

function everyDay(range: Pick<Period, 'from' | 'to'>, found: readonly GroupFigures[]): StoreStats['days'] {
  const byDay = new Map(found.map((group) => [group.key, group]));
  return daysOf(range).map((day) => {
    const group = byDay.get(day) ?? NOTHING;
    return {
      day,
      handedOver: group.handed_over,
      abandoned: group.abandoned,
      notCollected: group.not_collected,
      leftOpen: group.left_open,
      wait: group.wait,
    };
  });
}

const cellOf = ({ key, wait }: GroupFigures<number>): StoreStats['heatMap'][number] => ({
  weekday: 1 + Math.floor(key / 24),
  hour: key % 24,
  n: wait.n,
  missed: wait.missed,
  withinGoalPercent: wait.withinGoalPercent,
  medianS: wait.medianS,
});
