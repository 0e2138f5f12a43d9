/**
 * Each store's parking heat map: one row per store, which holds counts only. A parked spot is a position to ten meters, so
 * it waits in memory until two others were in the same square.
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
import { ParkingHeatMapsRepository } from './parking-heat-maps.repository.js';
import { WaitingObservations } from './waiting-observations.js';

/** Where a car was parked at its hand-over, with the origin of the map that it was followed on. */
export interface ParkedPosition {
  readonly position: Position;
  readonly mapOrigin: Position;
}

interface ParkedInSquare {
  readonly square: Square;
  /** The origin of the map that the square belongs to. */
  readonly origin: Position;
}

const squaresOf = (spots: readonly ParkedInSquare[]): Square[] => spots.map(({ square }) => square);

@Injectable()
export class ParkingHeatMapsService implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(ParkingHeatMapsService.name);
  private readonly waiting: WaitingObservations<ParkedInSquare>;

  constructor(
    private readonly grids: ParkingHeatMapsRepository,
    @Inject(Clock) clock: Clock,
  ) {
    this.waiting = new WaitingObservations(clock, {
      keyOf: ({ square }) => square.join(' '),
      write: (storeId, spots) => this.save(storeId, spots),
      onTrouble: (error) =>
        this.logger.warn(
          { err: error },
          'Parked spots could not be saved. They stay in memory, and saving them is tried again in an hour.',
        ),
    });
  }

  onApplicationBootstrap(): void {
    this.waiting.begin();
  }

  onModuleDestroy(): Promise<void> {
    return this.waiting.end();
  }

  /** Counts one parked spot. */
  async add(storeId: string, { position, mapOrigin }: ParkedPosition): Promise<void> {
    const origin = this.originOfWaiting(storeId) ?? (await this.saved(storeId))?.origin ?? mapOrigin;
    const square = squareOf(newParkingHeatMap(origin), position);
    if (square) this.waiting.add(storeId, [{ square, origin }]);
  }

  /** @returns the store's map with what waits in this process, or `undefined` when nobody has parked there yet. */
  async of(storeId: string): Promise<ParkingHeatMap | undefined> {
    const saved = await this.saved(storeId);
    const origin = this.originOfWaiting(storeId);
    return origin
      ? addParkedSpots(saved ?? newParkingHeatMap(origin), squaresOf(this.waiting.of(storeId)))
      : saved;
  }

  /** Saves what may be saved now. Never rejects. */
  write(): Promise<void> {
    return this.waiting.write();
  }

  private originOfWaiting(storeId: string): Position | undefined {
    return this.waiting.of(storeId)[0]?.origin;
  }

  private async save(storeId: string, spots: readonly ParkedInSquare[]): Promise<void> {
    const [first] = spots;
    if (!first) return;
    await this.grids.change(storeId, (before) =>
      addParkedSpots(parseParkingHeatMap(before) ?? newParkingHeatMap(first.origin), squaresOf(spots)),
    );
  }

  private async saved(storeId: string): Promise<ParkingHeatMap | undefined> {
    return parseParkingHeatMap(await this.grids.read(storeId));
  }
}
