import { Column, Entity, PrimaryColumn } from 'typeorm';

export type LinkKind = 'customer' | 'substitute';

/** A link to a customer's trip. Of its token only the hash is stored. */
@Entity('trip_link')
export class TripLinkEntity {
  @PrimaryColumn('text', { name: 'store_id' })
  storeId!: string;

  @PrimaryColumn('bytea', { name: 'token_hash' })
  tokenHash!: Buffer;

  @Column('uuid', { name: 'trip_id' })
  tripId!: string;

  @Column('text')
  kind!: LinkKind;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'expires_at' })
  expiresAt!: Date;

  @Column('timestamptz', { name: 'revoked_at', nullable: true })
  revokedAt!: Date | null;
}
