/**
 * Each store's knowledge of how long its approaches take: one row a store, read through a small cache. When a trip
 * crossed which ring is close to where somebody was, so what it teaches a cell waits in memory for two other trips.
 */
import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { inTransaction } from '@curbline/database';
import {
  learnTogether,
  newApproachModel,
  parseApproachModel,
  passagesOf,
  teachingsOf,
  type Approach,
  type ApproachModel,
  type Teaching,
} from '@curbline/domain/learning';
import type { Awaitable } from '@curbline/messaging';
import { Clock } from '@curbline/platform';
import { DataSource } from 'typeorm';
import { WaitingInMemory } from '../waiting-in-memory.js';

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
export class ApproachModels implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(ApproachModels.name);
  private readonly known = new Map<string, Known>();
  private readonly waiting: WaitingInMemory<Teaching>;

  constructor(
    private readonly database: DataSource,
    @Inject(Clock) private readonly clock: Clock,
  ) {
    this.waiting = new WaitingInMemory(clock, {
      keyOf: ({ key }) => key,
      write: (storeId, teachings) => this.add(storeId, teachings),
      onTrouble: (error) =>
        this.logger.warn({ err: error }, 'past approaches could not be saved; it is tried again'),
    });
  }

  onApplicationBootstrap(): void {
    this.waiting.begin();
  }

  onModuleDestroy(): Promise<void> {
    return this.waiting.end();
  }

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

  /** Takes in how a finished trip came. */
  async learn(storeId: string, approach: Approach, arrivedAt: number): Promise<void> {
    const model = (await this.of(storeId)) ?? newApproachModel();
    this.waiting.add(storeId, teachingsOf(model, passagesOf(approach, arrivedAt), hourOf(arrivedAt)));
  }

  /** Writes what may be written now. Never rejects. */
  write(): Promise<void> {
    return this.waiting.write();
  }

  /** The row is locked meanwhile, so that what another process adds is not lost. */
  private async add(storeId: string, teachings: readonly Teaching[]): Promise<void> {
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
        JSON.stringify(learnTogether(before, teachings)),
      ]);
    });
  }

  /** What is kept, with what waits in this process. */
  private async read(storeId: string): Promise<ApproachModel | undefined> {
    const rows: { model: unknown }[] = await this.database.query(
      'SELECT model FROM approach_model WHERE store_id = $1',
      [storeId],
    );
    const kept = parseApproachModel(rows[0]?.model);
    const waiting = this.waiting.of(storeId);
    return waiting.length > 0 ? learnTogether(kept ?? newApproachModel(), waiting) : kept;
  }
}
