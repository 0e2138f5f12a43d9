import { Injectable } from '@nestjs/common';
import type { Channel } from '@curbline/domain/notify';
import { DataSource } from 'typeorm';

/**
 * Who wants no messages, by the keyed hash of their number or address. It holds for every sender: a carrier blocks one
 * sender only, and the next one of the same shop would reach them again.
 */
@Injectable()
export class SuppressionsRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** @param now Unix ms */
  async add(hash: Buffer, channel: Channel, now: number): Promise<void> {
    await this.dataSource.query(
      'INSERT INTO suppression (hash, channel, since) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
      [hash, channel, new Date(now)],
    );
  }

  async remove(hash: Buffer, channel: Channel): Promise<void> {
    await this.dataSource.query('DELETE FROM suppression WHERE hash = $1 AND channel = $2', [hash, channel]);
  }

  async has(hash: Buffer, channel: Channel): Promise<boolean> {
    const rows = await this.dataSource.query<unknown[]>(
      'SELECT FROM suppression WHERE hash = $1 AND channel = $2',
      [hash, channel],
    );
    return rows.length > 0;
  }
}
