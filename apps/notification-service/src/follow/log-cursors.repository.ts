import { Injectable } from '@nestjs/common';
import type { LogPosition } from '@curbline/contracts/events';
import { DataSource } from 'typeorm';
import { LogCursorEntity } from './log-cursor.entity.js';

@Injectable()
export class LogCursorsRepository {
  constructor(private readonly dataSource: DataSource) {}

  async all(): Promise<ReadonlyMap<string, LogPosition>> {
    const cursors = await this.dataSource.manager.find(LogCursorEntity);
    return new Map(cursors.map(({ storeId, epoch, seq }) => [storeId, { epoch, seq: Number(seq) }]));
  }

  /** Several copies of the service follow each log: the furthest of an epoch counts. */
  async save(positions: ReadonlyMap<string, LogPosition>): Promise<void> {
    const entries = [...positions];
    await this.dataSource.query(
      `INSERT INTO log_cursor AS cursor (store_id, epoch, seq)
       SELECT * FROM unnest($1::text[], $2::text[], $3::bigint[])
       ON CONFLICT (store_id) DO UPDATE SET epoch = excluded.epoch, seq = excluded.seq
       WHERE cursor.epoch <> excluded.epoch OR cursor.seq < excluded.seq`,
      [
        entries.map(([storeId]) => storeId),
        entries.map(([, { epoch }]) => epoch),
        entries.map(([, { seq }]) => seq),
      ],
    );
  }
}
