import { Injectable } from '@nestjs/common';
import { StoreMessages } from '@curbline/contracts/http';
import type { Opening } from '@curbline/domain/opening-hours';
import { DataSource } from 'typeorm';

/** What an alert needs of a store. */
export interface AlertedStore extends Opening {
  readonly name: string;
  readonly phone: string;
  readonly country: string | undefined;
  readonly language: 'fr' | 'en';
  readonly alerts: NonNullable<StoreMessages['alerts']>;
}

interface Row {
  readonly store_id: string;
  readonly name: string;
  readonly languages: readonly ('fr' | 'en')[];
  readonly phone: string;
  readonly country: string | null;
  readonly time_zone: string;
  readonly hours: Opening['hours'];
  readonly hours_exceptions: Opening['exceptions'];
  readonly messages: unknown;
}

/** Reads stores by the view of order-service. */
@Injectable()
export class AlertedStoresRepository {
  constructor(private readonly dataSource: DataSource) {}

  async find(storeIds: readonly string[]): Promise<ReadonlyMap<string, AlertedStore>> {
    const rows = await this.dataSource.query<Row[]>(
      'SELECT * FROM store_messages_view WHERE store_id = ANY($1)',
      [storeIds],
    );
    return new Map(rows.map((row) => [row.store_id, toStore(row)]));
  }
}

const toStore = (row: Row): AlertedStore => ({
  name: row.name,
  phone: row.phone,
  country: row.country ?? undefined,
  language: row.languages[0] ?? 'en',
  timeZone: row.time_zone,
  hours: row.hours,
  exceptions: row.hours_exceptions,
  alerts: StoreMessages.parse(row.messages).alerts ?? {},
});
