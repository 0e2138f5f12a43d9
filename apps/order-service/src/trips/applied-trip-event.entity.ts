import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The id of a trip event whose effect is written, so that a second delivery finds it. */
@Entity('trip_event_applied')
export class AppliedTripEventEntity {
  @PrimaryColumn('text', { name: 'store_id' })
  storeId!: string;

  @PrimaryColumn('text', { name: 'event_id' })
  eventId!: string;

  @Column('uuid', { name: 'trip_id' })
  tripId!: string;

  @Column('timestamptz', { name: 'applied_at' })
  appliedAt!: Date;
}
