import type { DeviceKind } from '@curbline/contracts/ids';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A code that makes a browser a device of the store, once. */
@Entity('enrol_code')
export class EnrolCodeEntity {
  @PrimaryColumn('text', { name: 'store_id' })
  storeId!: string;

  @PrimaryColumn('bytea', { name: 'code_hash' })
  codeHash!: Buffer;

  /** Names the code without giving it away. */
  @Column('uuid')
  id!: string;

  @Column('text')
  kind!: DeviceKind;

  /** What the screen is called; null: as it is typed on it. */
  @Column('text', { nullable: true })
  name!: string | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'expires_at' })
  expiresAt!: Date;

  @Column('timestamptz', { name: 'used_at', nullable: true })
  usedAt!: Date | null;
}
