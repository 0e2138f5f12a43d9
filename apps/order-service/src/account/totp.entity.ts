import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The authenticator app of a person. */
@Entity('totp')
export class TotpEntity {
  @PrimaryColumn('uuid', { name: 'staff_id' })
  staffId!: string;

  /** The secret in force, sealed. */
  @Column('text', { name: 'sealed_secret', nullable: true })
  sealedSecret!: string | null;

  /** Since when it is in force. */
  @Column('timestamptz', { name: 'confirmed_at', nullable: true })
  confirmedAt!: Date | null;

  /** The step of the last code that was used, as text. */
  @Column('bigint', { name: 'last_step' })
  lastStep!: string;

  /** A secret that is in force once a code of it was typed, sealed. */
  @Column('text', { name: 'pending_secret', nullable: true })
  pendingSecret!: string | null;
}
