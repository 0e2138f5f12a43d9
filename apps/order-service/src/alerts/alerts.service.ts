/** The alerts of stores as they stand at this moment. Whoever sends them on follows {@link AlertsService.of}. */
import { Injectable } from '@nestjs/common';
import type { StoreAlert, StoreAlerts } from '@curbline/contracts/http';
import { readSnapshot } from '@curbline/database';
import { storeAlerts, type StoreAlert as Decided } from '@curbline/domain/alerts';
import { mayBeOpenAt } from '@curbline/domain/opening-hours';
import { USUAL_OBJECTIVE_PERCENT } from '@curbline/domain/wait';
import { Clock, isoOf } from '@curbline/platform';
import { DataSource, type EntityManager, In } from 'typeorm';
import { StoreEntity } from '../stores/store.entity.js';
import { StoresService } from '../stores/stores.service.js';
import { AlertsRepository } from './alerts.repository.js';
import { FenceFindingsService } from './fence-findings.service.js';

@Injectable()
export class AlertsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly stores: StoresService,
    private readonly clock: Clock,
    private readonly alerts: AlertsRepository,
    private readonly fences: FenceFindingsService,
  ) {}

  /** @throws ProblemException `store-unknown`. */
  async ofStore(storeId: string): Promise<StoreAlerts> {
    return readSnapshot(this.dataSource, async (manager) => {
      const { settings } = await this.stores.require(manager, storeId);
      const { timeZone, goalS, objectivePercent = USUAL_OBJECTIVE_PERCENT } = settings;
      const alerts = (await this.of(manager, [storeId])).get(storeId) ?? [];
      return { storeId, timeZone, goalS, objectivePercent, alerts };
    });
  }

  /**
   * The alerts of several stores; unknown ones have no entry.
   * @param manager of a snapshot
   */
  async of(manager: EntityManager, storeIds: readonly string[]): Promise<Map<string, StoreAlert[]>> {
    const now = this.clock.now();
    const [stores, seen] = await Promise.all([
      manager.find(StoreEntity, { where: { id: In(storeIds) } }),
      this.alerts.read(manager, storeIds, now),
    ]);
    const fences = await this.fences.read(manager, stores);
    return new Map(
      stores.map((store): [string, StoreAlert[]] => {
        const rows = seen.get(store.id);
        if (!rows) return [store.id, []];
        const { waits, waiting, waitingSince, lastConnectedAt, predictions } = rows;
        const decided = storeAlerts({
          now,
          waits: { ...waits, objectivePercent: store.objectivePercent },
          boards: { waiting, waitingSince, lastConnectedAt, isOpen: mayBeOpenAt(store, now) },
          predictions,
          fence: fences.get(store.id) ?? [],
        });
        return [store.id, decided.map(toMessage)];
      }),
    );
  }
}

const toMessage = (alert: Decided): StoreAlert =>
  alert.kind === 'dark_board' ? { ...alert, waitingSince: isoOf(alert.waitingSince) } : alert;
