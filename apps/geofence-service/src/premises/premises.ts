/**
 * The stores as the arrival decision needs them, prepared once per version.
 *
 * A store is looked up again when the last look is over `FRESH_MS` old; it is prepared again only when its
 * version has changed. While the database does not answer, what is known goes on to serve.
 */
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { prepareStore, type LonLat, type PreparedStore } from '@curbline/domain/arrival';
import { Clock } from '@curbline/platform';
import { nearestStore, type NearestStore } from './nearest-store.js';

const FRESH_MS = 5_000;

interface Known {
  readonly version: number;
  readonly store: PreparedStore;
  lookedAt: number;
}

interface Row {
  version: number;
  lead_s: number;
  premises: { type: 'Polygon'; coordinates: LonLat[][] };
  entrance: { coordinates: LonLat };
  bays: { coordinates: LonLat }[] | null;
}

@Injectable()
export class Premises {
  private readonly known = new Map<string, Known>();
  private readonly looking = new Map<string, Promise<PreparedStore | undefined>>();

  constructor(
    private readonly database: DataSource,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** @returns the store, or `undefined` when there is none of this id. @throws when it was never seen and cannot be read. */
  async of(storeId: string): Promise<PreparedStore | undefined> {
    const known = this.known.get(storeId);
    // A look from the future is of a clock that was set back since.
    const age = known ? this.clock.now() - known.lookedAt : FRESH_MS;
    if (known && age >= 0 && age < FRESH_MS) return known.store;
    // Many phones of one store ask at once: one of them looks, all get the answer.
    let looking = this.looking.get(storeId);
    if (!looking) {
      looking = this.look(storeId).finally(() => this.looking.delete(storeId));
      this.looking.set(storeId, looking);
    }
    return known ? looking.catch(() => known.store) : looking;
  }

  /** The store whose premises are nearest to a position, the given one left out. @throws while it cannot be asked. */
  nearestOther(position: LonLat, exceptStoreId: string): Promise<NearestStore | undefined> {
    return nearestStore(this.database, position, exceptStoreId);
  }

  private async look(storeId: string): Promise<PreparedStore | undefined> {
    const known = this.known.get(storeId);
    const rows: Row[] = await this.database.query(STORE, [storeId]);
    const row = rows[0];
    if (!row) {
      this.known.delete(storeId);
      return undefined;
    }
    if (known?.version === row.version) {
      known.lookedAt = this.clock.now();
      return known.store;
    }
    const store = prepareStore({
      premises: row.premises,
      entrance: row.entrance.coordinates,
      bays: (row.bays ?? []).map((bay) => bay.coordinates),
      leadS: row.lead_s,
    });
    this.known.set(storeId, { version: row.version, store, lookedAt: this.clock.now() });
    return store;
  }
}

const STORE = `
  SELECT version, lead_s, ST_AsGeoJSON(premises, 8)::json AS premises, ST_AsGeoJSON(entrance, 8)::json AS entrance,
    (SELECT json_agg(ST_AsGeoJSON(position, 8)::json ORDER BY ordinal) FROM bay WHERE store_id = store.id) AS bays
  FROM store WHERE id = $1`;
