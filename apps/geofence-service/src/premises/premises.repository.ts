/** Reads the premises of a store from the views of order-service. */
import { Injectable } from '@nestjs/common';
import type { FenceHealthView } from '@curbline/contracts/http';
import { DataSource } from 'typeorm';

export interface StoreRow {
  version: number;
  lead_s: number;
  premises: FenceHealthView['premises'];
  entrance: FenceHealthView['entrance'];
  bays: FenceHealthView['entrance'][] | null;
}

@Injectable()
export class PremisesRepository {
  constructor(private readonly database: DataSource) {}

  /** @returns all that the arrival decision needs of a store, or `undefined` for an unknown one */
  async read(storeId: string): Promise<StoreRow | undefined> {
    const rows: StoreRow[] = await this.database.query(STORE, [storeId]);
    return rows[0];
  }
}

const STORE = `
  SELECT version, lead_s, ST_AsGeoJSON(premises, 8)::json AS premises, ST_AsGeoJSON(entrance, 8)::json AS entrance,
    (SELECT json_agg(ST_AsGeoJSON(position, 8)::json ORDER BY ordinal) FROM bay_position_view WHERE store_id = $1) AS bays
  FROM store_premises_view WHERE store_id = $1`;
