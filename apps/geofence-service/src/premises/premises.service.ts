/**
 * The stores as the arrival decision needs them, prepared once per version and cached.
 *
 * A store is looked up again when its last lookup is older than `FRESH_MS`. It is prepared again when its version has
 * changed, and every ten minutes with the newest parked spots. While the database does not answer, the cached store is
 * used.
 */
import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { prepareStore, type LonLat, type PreparedStore } from '@curbline/domain/arrival';
import { usualParkedSpots } from '@curbline/domain/fence';
import type { Awaitable } from '@curbline/messaging';
import { Clock } from '@curbline/platform';
import { ParkingHeatMapsService } from '../learning/parking-heat-maps.service.js';
import { type NearestStore, NearestStoreRepository } from './nearest-store.repository.js';
import { PremisesRepository } from './premises.repository.js';

/** Changed settings take effect everywhere within two seconds. */
const FRESH_MS = 2_000;
/** Where customers park changes over weeks. */
const SPOTS_FRESH_MS = 600_000;

interface CachedStore {
  readonly version: number;
  readonly store: PreparedStore;
  readonly spots: LearnedSpots;
  lookedAt: number;
}

interface LearnedSpots {
  readonly places: readonly LonLat[];
  readonly readAt: number;
}

@Injectable()
export class PremisesService implements OnApplicationBootstrap {
  private readonly known = new Map<string, CachedStore>();
  private readonly looking = new Map<string, Promise<PreparedStore | undefined>>();

  constructor(
    private readonly premises: PremisesRepository,
    private readonly nearest: NearestStoreRepository,
    private readonly heatMaps: ParkingHeatMapsService,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * Searches once at the start: the first search of a database session takes a tenth of a second and more, during which
   * the embedded database serves nothing else.
   */
  async onApplicationBootstrap(): Promise<void> {
    await this.nearestOther([0, 0], '').catch(() => undefined);
  }

  /** @returns the store, without waiting if it was looked up recently, or `undefined` if there is none with this id. @throws when it is not cached and cannot be read. */
  of(storeId: string): Awaitable<PreparedStore | undefined> {
    const known = this.known.get(storeId);
    // A negative age means that the clock was set back; the store is looked up again.
    const age = known ? this.clock.now() - known.lookedAt : FRESH_MS;
    if (known && age >= 0 && age < FRESH_MS) return known.store;
    // Requests of many phones at once share one lookup.
    let looking = this.looking.get(storeId);
    if (!looking) {
      looking = this.look(storeId).finally(() => this.looking.delete(storeId));
      this.looking.set(storeId, looking);
    }
    return known ? looking.catch(() => known.store) : looking;
  }

  /** The store whose premises are nearest to a position, except the given one. @throws while the database does not answer. */
  nearestOther(position: LonLat, exceptStoreId: string): Promise<NearestStore | undefined> {
    return this.nearest.find(position, exceptStoreId);
  }

  private async look(storeId: string): Promise<PreparedStore | undefined> {
    const known = this.known.get(storeId);
    const row = await this.premises.read(storeId);
    if (!row) {
      this.known.delete(storeId);
      return undefined;
    }
    const now = this.clock.now();
    const spots = await this.parkedSpotsOf(storeId, known, now);
    if (known && known.version === row.version && known.spots === spots) {
      known.lookedAt = now;
      return known.store;
    }
    const store = prepareStore({
      premises: row.premises,
      entrance: row.entrance.coordinates,
      bays: (row.bays ?? []).map((bay) => bay.coordinates),
      stands: spots.places,
      leadS: row.lead_s,
    });
    this.known.set(storeId, { version: row.version, store, spots, lookedAt: now });
    return store;
  }

  private async parkedSpotsOf(
    storeId: string,
    known: CachedStore | undefined,
    now: number,
  ): Promise<LearnedSpots> {
    const age = known ? now - known.spots.readAt : SPOTS_FRESH_MS;
    if (known && age >= 0 && age < SPOTS_FRESH_MS) return known.spots;
    const grid = await this.heatMaps.of(storeId);
    return { places: grid ? usualParkedSpots(grid) : [], readAt: now };
  }
}
