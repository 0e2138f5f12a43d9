import type { ContactConsents } from '@curbline/contracts/contact';
import type { Language } from '@curbline/contracts/ids';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Where the customer of an order is reached: sealed, and marked so that it can be found again. */
@Entity('contact')
export class ContactEntity {
  @PrimaryColumn('text', { name: 'store_id' })
  storeId!: string;

  @PrimaryColumn('uuid', { name: 'order_id' })
  orderId!: string;

  @Column('uuid', { name: 'trip_id' })
  tripId!: string;

  @Column('text')
  sealed!: string;

  @Column('bytea', { name: 'phone_hash', nullable: true })
  phoneHash!: Buffer | null;

  @Column('bytea', { name: 'email_hash', nullable: true })
  emailHash!: Buffer | null;

  @Column('text')
  language!: Language;

  @Column('jsonb')
  consents!: ContactConsents;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;
}
