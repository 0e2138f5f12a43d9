import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What a customer said of a pickup; the words are sealed. */
@Entity('trip_rating')
export class TripRatingEntity {
  @PrimaryColumn('text', { name: 'store_id' })
  storeId!: string;

  @PrimaryColumn('uuid', { name: 'trip_id' })
  tripId!: string;

  /** Null: the customer did not want to say. */
  @Column('smallint', { nullable: true })
  stars!: number | null;

  @Column('text', { name: 'sealed_words', nullable: true })
  sealedWords!: string | null;

  @Column('timestamptz', { name: 'rated_at' })
  ratedAt!: Date;
}
