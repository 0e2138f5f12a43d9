/** Each store's grid of stands: one row a store, counts only. */
import { Injectable } from '@nestjs/common';
import { inTransaction } from '@curbline/database';
import { addStand, newStandGrid, parseStandGrid, type StandGrid } from '@curbline/domain/fence';
import { DataSource } from 'typeorm';
import type { StoodAt } from './stand-of.js';

@Injectable()
export class Stands {
  constructor(private readonly database: DataSource) {}

  /** Counts one stand more. The row is locked meanwhile, so none is lost. */
  async note(storeId: string, { position, mapOrigin }: StoodAt): Promise<void> {
    await inTransaction(this.database, async (manager) => {
      await manager.query('INSERT INTO stand_grid (store_id) VALUES ($1) ON CONFLICT DO NOTHING', [storeId]);
      const rows: { grid: unknown }[] = await manager.query(
        'SELECT grid FROM stand_grid WHERE store_id = $1 FOR UPDATE',
        [storeId],
      );
      const grid = addStand(parseStandGrid(rows[0]?.grid) ?? newStandGrid(mapOrigin), position);
      await manager.query('UPDATE stand_grid SET grid = $2 WHERE store_id = $1', [
        storeId,
        JSON.stringify(grid),
      ]);
    });
  }

  /** @returns the store's grid, or `undefined` when nobody has stood there yet. */
  async of(storeId: string): Promise<StandGrid | undefined> {
    const rows: { grid: unknown }[] = await this.database.query(
      'SELECT grid FROM stand_grid WHERE store_id = $1',
      [storeId],
    );
    return parseStandGrid(rows[0]?.grid);
  }
}
