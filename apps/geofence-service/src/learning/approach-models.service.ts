/**
 * How long the approaches to each store take: one row per store, read through a small cache. An observation shows roughly
 * where somebody was and when, so it waits in memory until two other trips give one for the same cell.
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
import { ApproachModelsRepository } from './approach-models.repository.js';
import { WaitingObservations } from './waiting-observations.js';

/** How old a cached model may be; one trip more or less changes little. */
const FRESH_MS = 60_000;

interface CachedModel {
  /** The promise of the model, or the model once it is read. */
  model: Awaitable<ApproachModel | undefined>;
  readonly lookedAt: number;
}

/** Hour of the day in universal time: the same all year, whatever a store's clocks do. */
export const hourOf = (at: number): number => (at % 86_400_000) / 3_600_000;

@Injectable()
export class ApproachModelsService implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(ApproachModelsService.name);
  private readonly known = new Map<string, CachedModel>();
  private readonly waiting: WaitingObservations<Observation>;

  constructor(
    private readonly models: ApproachModelsRepository,
    @Inject(Clock) private readonly clock: Clock,
  ) {
    this.waiting = new WaitingObservations(clock, {
      keyOf: ({ key }) => key,
      write: (storeId, observations) => this.add(storeId, observations),
      onTrouble: (error) =>
        this.logger.warn(
          { err: error },
          'The driving times of past trips could not be saved. They stay in memory, and saving them is tried again in an hour.',
        ),
    });
  }

  onApplicationBootstrap(): void {
    this.waiting.begin();
  }

  onModuleDestroy(): Promise<void> {
    return this.waiting.end();
  }

  /** @returns `undefined` when nothing was learned yet or the model cannot be read: estimates go on without it. */
  of(storeId: string): Awaitable<ApproachModel | undefined> {
    const now = this.clock.now();
    const known = this.known.get(storeId);
    if (known && now - known.lookedAt < FRESH_MS) return known.model;
    const model = this.read(storeId).catch((error: unknown) => {
      this.logger.warn(
        { storeId, err: error },
        'The driving times of past trips could not be read. Arrival times of this store are estimated without newer ones.',
      );
      return known?.model;
    });
    const looked: CachedModel = { model, lookedAt: now };
    this.known.set(storeId, looked);
    return model.then((read) => (looked.model = read));
  }

  /** Learns from the approach of a finished trip. */
  async learn(storeId: string, approach: Approach, arrivedAt: number): Promise<void> {
    const model = (await this.of(storeId)) ?? newApproachModel();
    this.waiting.add(storeId, observationsOf(model, passagesOf(approach, arrivedAt), hourOf(arrivedAt)));
  }

  /** Saves what may be saved now. Never rejects. */
  write(): Promise<void> {
    return this.waiting.write();
  }

  private add(storeId: string, observations: readonly Observation[]): Promise<void> {
    return this.models.change(storeId, (before) =>
      learn(parseApproachModel(before) ?? newApproachModel(), observations),
    );
  }

  /** The saved model, with the observations that wait in this process. */
  private async read(storeId: string): Promise<ApproachModel | undefined> {
    const saved = parseApproachModel(await this.models.read(storeId));
    const waiting = this.waiting.of(storeId);
    return waiting.length > 0 ? learn(saved ?? newApproachModel(), waiting) : saved;
  }
}
