/**
 * Notes in the database whose customer's page is connected, whatever process holds the connection: who reads the page
 * needs no message. The function is the contract of order-service.
 */
import { Injectable } from '@nestjs/common';
import { Clock } from '@curbline/platform';
import { DataSource } from 'typeorm';
import type { CustomerPrincipal } from './principals.js';

@Injectable()
export class PagePresence {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /** Called every few seconds. @param trips whose page is connected, or was since the last call */
  async note(trips: readonly Pick<CustomerPrincipal, 'storeId' | 'tripId'>[]): Promise<void> {
    if (trips.length === 0) return;
    await this.dataSource.query('SELECT note_pages_connected($1, $2, $3)', [
      trips.map(({ storeId }) => storeId),
      trips.map(({ tripId }) => tripId),
      new Date(this.clock.now()),
    ]);
  }
}
