import type { DeviceKind } from '@curbline/contracts/ids';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A handheld or a wall screen of a store. Its tokens take turns; only their hashes are stored. */
@Entity('device')
export class DeviceEntity {
  @PrimaryColumn('text', { name: 'store_id' })
  storeId!: string;

  @PrimaryColumn('uuid')
  id!: string;

  @Column('text')
  name!: string;

  @Column('text')
  kind!: DeviceKind;

  @Column('bytea', { name: 'token_hash', select: false })
  tokenHash!: Buffer;

  /** What the next tokens are derived with, see device-token-chain.ts. */
  @Column('bytea', { name: 'rotation_key', nullable: true, select: false })
  rotationKey!: Buffer | null;

  @Column('timestamptz', { name: 'enrolled_at' })
  enrolledAt!: Date;

  /** Written by libs/access through note_device_seen, at most once a minute. */
  @Column('timestamptz', { name: 'last_seen_at', nullable: true })
  lastSeenAt!: Date | null;

  @Column('timestamptz', { name: 'revoked_at', nullable: true })
  revokedAt!: Date | null;

  /** Grows with each change of the name. */
  @Column('integer', { default: 1 })
  version!: number;
}
