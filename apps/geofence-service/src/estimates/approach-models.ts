/** Each store's knowledge of how long its approaches take: one row a store, read through a small cache. */
import { Inject, Injectable, Logger } from '@nestjs/common';
import { inTransaction } from '@curbline/database';
import {
  learnApproach,
  newApproachModel,
  parseApproachModel,
  passagesOf,
  type Approach,
  type ApproachModel,
} from '@curbline/domain/learning';
import type { Awaitable } from '@curbline/messaging';
import { Clock } from '@curbline/platform';
import { DataSource } from 'typeorm';

/** How old the knowledge may be that an estimate leans on; a trip more or less changes little. */
const FRESH_MS = 60_000;

interface Known {
  /** The model itself as soon as it is read. */
  model: Awaitable<ApproachModel | undefined>;
  readonly lookedAt: number;
}

/** Hour of the day in universal time: the same all year, whatever a store's clocks do. */
export const hourOf = (at: number): number => (at % 86_400_000) / 3_600_000;

@Injectable()
export class ApproachModels {
  private readonly logger = new Logger(ApproachModels.name);
  private readonly known = new Map<string, Known>();

  constructor(
    private readonly database: DataSource,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** @returns `undefined` when nothing is learnt yet, or while it cannot be read: estimates go on without. */
  of(storeId: string): Awaitable<ApproachModel | undefined> {
    const now = this.clock.now();
    const known = this.known.get(storeId);
    if (known && now - known.lookedAt < FRESH_MS) return known.model;
    const model = this.read(storeId).catch((error: unknown) => {
      this.logger.warn({ storeId, err: error }, 'past approaches could not be read');
      return known?.model;
    });
    const looked: Known = { model, lookedAt: now };
    this.known.set(storeId, looked);
    return model.then((read) => (looked.model = read));
  }

  /** Takes in how a finished trip came. The row is locked meanwhile, so no trip is lost. */
  async learn(storeId: string, approach: Approach, arrivedAt: number): Promise<void> {
    const lessons = passagesOf(approach, arrivedAt);
    if (lessons.length === 0) return;
    await inTransaction(this.database, async (manager) => {
      await manager.query('INSERT INTO approach_model (store_id) VALUES ($1) ON CONFLICT DO NOTHING', [
        storeId,
      ]);
      const rows: { model: unknown }[] = await manager.query(
        'SELECT model FROM approach_model WHERE store_id = $1 FOR UPDATE',
        [storeId],
      );
      const before = parseApproachModel(rows[0]?.model) ?? newApproachModel();
      await manager.query('UPDATE approach_model SET model = $2 WHERE store_id = $1', [
        storeId,
        JSON.stringify(learnApproach(before, lessons, hourOf(arrivedAt))),
      ]);
    });
  }

  private async read(storeId: string): Promise<ApproachModel | undefined> {
    const rows: { model: unknown }[] = await this.database.query(
      'SELECT model FROM approach_model WHERE store_id = $1',
      [storeId],
    );
    return parseApproachModel(rows[0]?.model);
  }
}
