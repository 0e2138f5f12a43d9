import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A phone's app is forgotten when no trip was connected with it for so long. */
export const PHONE_KEPT_MS = 90 * 24 * 3_600_000;

/** A trip for which a phone's app reports positions. All rows of one token are one phone; only its hash is stored. */
@Entity('phone_trip')
export class PhoneTripEntity {
  @PrimaryColumn('bytea', { name: 'token_hash' })
  tokenHash!: Buffer;

  @PrimaryColumn('text', { name: 'store_id' })
  storeId!: string;

  @PrimaryColumn('uuid', { name: 'trip_id' })
  tripId!: string;

  /** When the customer connected the two, last. Positions from before are never used. */
  @Column('timestamptz', { name: 'linked_at' })
  linkedAt!: Date;
}
