import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** A trip of somebody, with the last order of it. */
export interface CustomerOfPhone {
  readonly storeId: string;
  readonly orderId: string;
  readonly tripId: string;
  readonly language: 'fr' | 'en';
}

/** The most trips of one number that are looked at: those under way, then the newest. */
const MOST = 20;

/** Reads whose number it is, by views of order-service. */
@Injectable()
export class CustomersByPhoneRepository {
  constructor(private readonly dataSource: DataSource) {}

  async ofPhone(hash: Buffer): Promise<CustomerOfPhone[]> {
    const rows = await this.dataSource.query<
      { store_id: string; order_id: string; trip_id: string; language: 'fr' | 'en' }[]
    >(
      `SELECT store_id, order_id, trip_id, language FROM customer_by_phone_view WHERE phone_hash = $1
       ORDER BY closed_at IS NOT NULL, ordered_at DESC LIMIT ${MOST}`,
      [hash],
    );
    return rows.map((row) => ({
      storeId: row.store_id,
      orderId: row.order_id,
      tripId: row.trip_id,
      language: row.language,
    }));
  }

  /** The labels of a store's bays, in their order. */
  async baysOf(storeId: string): Promise<string[]> {
    const rows = await this.dataSource.query<{ label: string }[]>(
      'SELECT label FROM bay_label_view WHERE store_id = $1 ORDER BY ordinal',
      [storeId],
    );
    return rows.map(({ label }) => label);
  }
}
