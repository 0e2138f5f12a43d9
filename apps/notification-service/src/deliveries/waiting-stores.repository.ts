import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** A store where somebody waits. Instants are Unix ms. */
export interface WaitingStore {
  readonly storeId: string;
  readonly waiting: number;
  readonly waitingSince: number;
  /** When a board was last connected; null when none ever was. */
  readonly lastConnectedAt: number | null;
}

interface Row {
  readonly store_id: string;
  readonly waiting: number;
  readonly waiting_since: Date;
  readonly board_connected_at: Date | null;
}

const COLUMNS = 'SELECT store_id, waiting, waiting_since, board_connected_at FROM waiting_store_view';

/** Reads where customers wait, by a view of order-service. */
@Injectable()
export class WaitingStoresRepository {
  constructor(private readonly dataSource: DataSource) {}

  async all(): Promise<WaitingStore[]> {
    return (await this.dataSource.query<Row[]>(COLUMNS)).map(toWaitingStore);
  }

  /** Undefined when nobody waits there. */
  async find(storeId: string): Promise<WaitingStore | undefined> {
    const [row] = await this.dataSource.query<Row[]>(`${COLUMNS} WHERE store_id = $1`, [storeId]);
    return row && toWaitingStore(row);
  }
}

const toWaitingStore = (row: Row): WaitingStore => ({
  storeId: row.store_id,
  waiting: row.waiting,
  waitingSince: row.waiting_since.getTime(),
  lastConnectedAt: row.board_connected_at?.getTime() ?? null,
});
