/**
 * Each store's parking heat map: one row a store, counts only. A parked spot is a position to ten metres, so it waits in
 * memory for two others in its square.
 */
import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import {
  addParkedSpots,
  newParkingHeatMap,
  parseParkingHeatMap,
  squareOf,
  type Square,
  type ParkingHeatMap,
} from '@curbline/domain/fence';
import type { Position } from '@curbline/domain/geo';
import { Clock } from '@curbline/platform';
import { DataSource } from 'typeorm';
import { StoreDocumentsRepository } from './store-documents.repository.js';
import { WaitingObservations } from './waiting-observations.js';

/** Where a car stood at its hand-over, with the middle of the map it was followed on. */
export interface StoodAt {
  readonly position: Position;
  readonly mapOrigin: Position;
}

interface Stood {
  readonly square: Square;
  /** Of the squares; the map's own. */
  readonly origin: Position;
}

const squaresOf = (spots: readonly Stood[]): Square[] => spots.map(({ square }) => square);

@Injectable()
export class ParkingHeatMapsService implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(ParkingHeatMapsService.name);
  private readonly grids: StoreDocumentsRepository;
  private readonly waiting: WaitingObservations<Stood>;

  constructor(database: DataSource, @Inject(Clock) clock: Clock) {
    this.grids = new StoreDocumentsRepository(database, 'stand_grid', 'grid');
    this.waiting = new WaitingObservations(clock, {
      keyOf: ({ square }) => square.join(' '),
      write: (storeId, spots) => this.add(storeId, spots),
      onTrouble: (error) =>
        this.logger.warn({ err: error }, 'where customers stood could not be saved; it is tried again'),
    });
  }

  onApplicationBootstrap(): void {
    this.waiting.begin();
  }

  onModuleDestroy(): Promise<void> {
    return this.waiting.end();
  }

  /** Counts one parked spot more. */
  async note(storeId: string, { position, mapOrigin }: StoodAt): Promise<void> {
    const origin = this.originOfWaiting(storeId) ?? (await this.kept(storeId))?.origin ?? mapOrigin;
    const square = squareOf(newParkingHeatMap(origin), position);
    if (square) this.waiting.add(storeId, [{ square, origin }]);
  }

  /** @returns the store's map with what waits in this process, or `undefined` when nobody has stood there yet. */
  async of(storeId: string): Promise<ParkingHeatMap | undefined> {
    const kept = await this.kept(storeId);
    const origin = this.originOfWaiting(storeId);
    return origin
      ? addParkedSpots(kept ?? newParkingHeatMap(origin), squaresOf(this.waiting.of(storeId)))
      : kept;
  }

  /** Writes what may be written now. Never rejects. */
  write(): Promise<void> {
    return this.waiting.write();
  }

  private originOfWaiting(storeId: string): Position | undefined {
    return this.waiting.of(storeId)[0]?.origin;
  }

  private async add(storeId: string, spots: readonly Stood[]): Promise<void> {
    const [first] = spots;
    if (!first) return;
    await this.grids.change(storeId, (before) =>
      addParkedSpots(parseParkingHeatMap(before) ?? newParkingHeatMap(first.origin), squaresOf(spots)),
    );
  }

  private async kept(storeId: string): Promise<ParkingHeatMap | undefined> {
    return parseParkingHeatMap(await this.grids.read(storeId));
  }
}
