import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An order whose customer stands at this store and should stand at another, its home store. */
@Entity('visitor')
export class VisitorEntity {
  @PrimaryColumn('text', { name: 'store_id' })
  storeId!: string;

  @PrimaryColumn('uuid', { name: 'order_id' })
  orderId!: string;

  @Column('uuid', { name: 'trip_id' })
  tripId!: string;

  @Column('text', { name: 'home_store_id' })
  homeStoreId!: string;

  @Column('text', { name: 'home_store_name' })
  homeStoreName!: string;

  @Column('text', { name: 'short_code' })
  shortCode!: string;

  @Column('text', { name: 'customer_name' })
  customerName!: string;

  @Column('timestamptz')
  since!: Date;
}
