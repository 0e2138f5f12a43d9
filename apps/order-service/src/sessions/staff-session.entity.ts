import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A session of a person who signed in with a PIN on a handheld. Of its token only the hash is stored. */
@Entity('staff_session')
export class StaffSessionEntity {
  @PrimaryColumn('text', { name: 'store_id' })
  storeId!: string;

  @PrimaryColumn('bytea', { name: 'token_hash' })
  tokenHash!: Buffer;

  @Column('uuid', { name: 'staff_id' })
  staffId!: string;

  @Column('uuid', { name: 'device_id' })
  deviceId!: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'last_acted_at' })
  lastActedAt!: Date;

  @Column('timestamptz', { name: 'expires_at' })
  expiresAt!: Date;

  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt!: Date | null;
}
