import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A session of a manager in a browser. Of its token only the hash is stored. */
@Entity('manager_session')
export class ManagerSessionEntity {
  @PrimaryColumn('bytea', { name: 'token_hash' })
  tokenHash!: Buffer;

  @Column('uuid', { name: 'staff_id' })
  staffId!: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'last_acted_at' })
  lastActedAt!: Date;

  @Column('timestamptz', { name: 'expires_at' })
  expiresAt!: Date;

  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt!: Date | null;

  /** When the person last proved who they are. */
  @Column('timestamptz', { name: 'confirmed_at', nullable: true })
  confirmedAt!: Date | null;

  @Column('timestamptz', { name: 'second_factor_at', nullable: true })
  secondFactorAt!: Date | null;

  /** The browser and the system in words. */
  @Column('text', { name: 'device_words' })
  deviceWords!: string;

  /** The network in words, not the address. */
  @Column('text')
  network!: string;
}
