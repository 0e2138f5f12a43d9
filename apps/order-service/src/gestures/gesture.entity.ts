import type { GestureLabel } from '@curbline/contracts/events';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A gesture as it was given: the label as it was then, and the line to the customer until the order is anonymous. */
@Entity('gesture')
export class GestureEntity {
  @PrimaryColumn('text', { name: 'store_id' })
  storeId!: string;

  @PrimaryColumn('uuid', { name: 'order_id' })
  orderId!: string;

  @PrimaryColumn('text', { name: 'gesture_id' })
  gestureId!: string;

  @Column('jsonb')
  label!: GestureLabel;

  @Column('text', { nullable: true })
  words!: string | null;

  @Column('timestamptz', { name: 'given_at' })
  givenAt!: Date;
}
