import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** A page that was noted so long ago may be gone, ms: the gateway notes three times as often. */
export const PAGE_CONNECTED_FOR_MS = 30_000;

@Injectable()
export class PagePresenceRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** When a customer's page of the trip was last connected, Unix ms; undefined when none ever was. */
  async lastSeen(storeId: string, tripId: string): Promise<number | undefined> {
    const [row] = await this.dataSource.query<{ connected_at: Date }[]>(
      'SELECT connected_at FROM page_presence_view WHERE store_id = $1 AND trip_id = $2',
      [storeId, tripId],
    );
    return row?.connected_at.getTime();
  }
}
