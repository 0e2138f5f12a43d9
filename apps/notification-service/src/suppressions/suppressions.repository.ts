import { Injectable } from '@nestjs/common';
import type { Channel } from '@curbline/domain/notify';
import { DataSource } from 'typeorm';

/** How long an address that bounced is not written to, ms: by then its mailbox may be there. */
const BOUNCED_FOR_MS = 30 * 24 * 3_600_000;

/**
 * Who gets no messages, by the keyed hash of their number or address: who asked for none, and what address bounced. It
 * holds for every sender: a carrier blocks one sender only, and the next one of the same shop would reach them again.
 */
@Injectable()
export class SuppressionsRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Until they ask for messages again. @param now Unix ms */
  async add(hash: Buffer, channel: Channel, now: number): Promise<void> {
    await this.dataSource.query(
      `INSERT INTO suppression (hash, channel, since) VALUES ($1, $2, $3)
       ON CONFLICT (hash, channel) DO UPDATE SET until = NULL`,
      [hash, channel, new Date(now)],
    );
  }

  /** For as long as an address that bounced is left alone; who asked for no messages still gets none. @param now Unix ms */
  async addBounced(hash: Buffer, channel: Channel, now: number): Promise<void> {
    await this.dataSource.query(
      `INSERT INTO suppression (hash, channel, since, until) VALUES ($1, $2, $3, $4)
       ON CONFLICT (hash, channel) DO UPDATE SET until = EXCLUDED.until WHERE suppression.until IS NOT NULL`,
      [hash, channel, new Date(now), new Date(now + BOUNCED_FOR_MS)],
    );
  }

  async remove(hash: Buffer, channel: Channel): Promise<void> {
    await this.dataSource.query('DELETE FROM suppression WHERE hash = $1 AND channel = $2', [hash, channel]);
  }

  /** Why they get none: since they asked for none, or since the address bounced. @param now Unix ms */
  async why(hash: Buffer, channel: Channel, now: number): Promise<'asked' | 'bounced' | undefined> {
    const [row] = await this.dataSource.query<{ until: Date | null }[]>(
      'SELECT until FROM suppression WHERE hash = $1 AND channel = $2 AND (until IS NULL OR until > $3)',
      [hash, channel, new Date(now)],
    );
    if (!row) return undefined;
    return row.until === null ? 'asked' : 'bounced';
  }
}
