import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

export interface CustomerOfPhone {
  readonly storeId: string;
  readonly tripId: string;
}

/** The most orders of one number that are looked at, the newest. */
const MOST = 20;

/** Reads whose number it is, by a view of order-service. */
@Injectable()
export class CustomersByPhoneRepository {
  constructor(private readonly dataSource: DataSource) {}

  async ofPhone(hash: Buffer): Promise<CustomerOfPhone[]> {
    const rows = await this.dataSource.query<{ store_id: string; trip_id: string }[]>(
      `SELECT DISTINCT store_id, trip_id FROM contact_view WHERE phone_hash = $1 LIMIT ${MOST}`,
      [hash],
    );
    return rows.map((row) => ({ storeId: row.store_id, tripId: row.trip_id }));
  }
}
