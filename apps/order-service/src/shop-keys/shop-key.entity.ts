import type { ShopScope } from '@curbline/contracts/http';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An API key of a shop. Of the key itself only the hash is stored, and it is never read back. */
@Entity('shop_key')
export class ShopKeyEntity {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text', { name: 'shop_id' })
  shopId!: string;

  @Column('text')
  name!: string;

  @Column('bytea', { name: 'token_hash', select: false })
  tokenHash!: Buffer;

  /** The stores that the key is good for; null means all. */
  @Column('text', { name: 'store_ids', array: true, nullable: true })
  storeIds!: string[] | null;

  @Column('text', { array: true })
  scopes!: ShopScope[];

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  /** Null: until it is revoked. */
  @Column('timestamptz', { name: 'expires_at', nullable: true })
  expiresAt!: Date | null;

  /** Written by libs/access through note_shop_key_used, at most once a minute. */
  @Column('timestamptz', { name: 'last_used_at', nullable: true })
  lastUsedAt!: Date | null;

  @Column('timestamptz', { name: 'revoked_at', nullable: true })
  revokedAt!: Date | null;
}
