/**
 * Each store's knowledge of how long its approaches take: one row a store, read through a small cache. When a trip
 * crossed which ring is close to where somebody was, so what it says of a cell waits in memory for two other trips.
 */
import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import {
  learn,
  newApproachModel,
  parseApproachModel,
  passagesOf,
  observationsOf,
  type Approach,
  type ApproachModel,
  type Observation,
} from '@curbline/domain/learning';
import type { Awaitable } from '@curbline/messaging';
import { Clock } from '@curbline/platform';
import { DataSource } from 'typeorm';
import { StoreDocumentsRepository } from './store-documents.repository.js';
import { WaitingObservations } from './waiting-observations.js';

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
export class ApproachModelsService implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(ApproachModelsService.name);
  private readonly known = new Map<string, Known>();
  private readonly models: StoreDocumentsRepository;
  private readonly waiting: WaitingObservations<Observation>;

  constructor(
    database: DataSource,
    @Inject(Clock) private readonly clock: Clock,
  ) {
    this.models = new StoreDocumentsRepository(database, 'approach_model', 'model');
    this.waiting = new WaitingObservations(clock, {
      keyOf: ({ key }) => key,
      write: (storeId, observations) => this.add(storeId, observations),
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
    this.waiting.add(storeId, observationsOf(model, passagesOf(approach, arrivedAt), hourOf(arrivedAt)));
  }

  /** Writes what may be written now. Never rejects. */
  write(): Promise<void> {
    return this.waiting.write();
  }

  private add(storeId: string, observations: readonly Observation[]): Promise<void> {
    return this.models.change(storeId, (before) =>
      learn(parseApproachModel(before) ?? newApproachModel(), observations),
    );
  }

  /** What is kept, with what waits in this process. */
  private async read(storeId: string): Promise<ApproachModel | undefined> {
    const kept = parseApproachModel(await this.models.read(storeId));
    const waiting = this.waiting.of(storeId);
    return waiting.length > 0 ? learn(kept ?? newApproachModel(), waiting) : kept;
  }
}
