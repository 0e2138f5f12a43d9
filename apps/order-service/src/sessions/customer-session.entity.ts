import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The session of a browser that opened a link. It ends with its link, too, see `customer_session_view`. */
@Entity('customer_session')
export class CustomerSessionEntity {
  @PrimaryColumn('text', { name: 'store_id' })
  storeId!: string;

  @PrimaryColumn('bytea', { name: 'token_hash' })
  tokenHash!: Buffer;

  @Column('uuid', { name: 'trip_id' })
  tripId!: string;

  /** The hash of the link's token. */
  @Column('bytea', { name: 'link_hash' })
  linkHash!: Buffer;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'expires_at' })
  expiresAt!: Date;
}
