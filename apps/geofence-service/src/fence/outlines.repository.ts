/** Reads the outline of a store's premises from the view of order-service. */
import { Injectable } from '@nestjs/common';
import type { FenceHealthView } from '@curbline/contracts/http';
import { DataSource } from 'typeorm';

export interface OutlineRow {
  version: number;
  premises: FenceHealthView['premises'];
  entrance: FenceHealthView['entrance'];
}

@Injectable()
export class OutlinesRepository {
  constructor(private readonly database: DataSource) {}

  /** @returns the premises and the entrance of a store, or `undefined` for an unknown one */
  async read(storeId: string): Promise<OutlineRow | undefined> {
    const rows: OutlineRow[] = await this.database.query(OUTLINE, [storeId]);
    return rows[0];
  }
}

const OUTLINE = `
  SELECT version, ST_AsGeoJSON(premises, 8)::json AS premises, ST_AsGeoJSON(entrance, 8)::json AS entrance
  FROM store_premises_view WHERE store_id = $1`;
