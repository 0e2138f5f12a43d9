import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The first response to a request with an Idempotency-Key, which a repetition gets again. */
@Entity('idempotency_key')
export class StoredResponseEntity {
  /** Empty for what belongs to the whole chain. */
  @PrimaryColumn('text', { name: 'store_id' })
  storeId!: string;

  /** Whether the caller's keys count for several stores. */
  @Column('boolean', { name: 'several_stores' })
  severalStores!: boolean;

  /** The caller. */
  @PrimaryColumn('text')
  scope!: string;

  @PrimaryColumn('bytea', { name: 'key_hash' })
  keyHash!: Buffer;

  @Column('bytea')
  fingerprint!: Buffer;

  /** JSON, sealed where it holds a secret. */
  @Column('text')
  answer!: string;

  @Column('boolean')
  sealed!: boolean;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;
}
