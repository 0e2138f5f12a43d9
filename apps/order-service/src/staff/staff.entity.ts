import type { StaffRole } from '@curbline/contracts/ids';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A person who works at a store, or an admin of all stores. PIN and password are stored as argon2id hashes. */
@Entity('staff')
export class StaffEntity {
  @PrimaryColumn('uuid')
  id!: string;

  /** Null for an admin of all stores. */
  @Column('text', { name: 'store_id', nullable: true })
  storeId!: string | null;

  @Column('text')
  name!: string;

  @Column('text')
  role!: StaffRole;

  @Column('text', { name: 'pin_hash', nullable: true, select: false })
  pinHash!: string | null;

  /** In lower case. */
  @Column('text', { nullable: true })
  login!: string | null;

  @Column('text', { name: 'password_hash', nullable: true, select: false })
  passwordHash!: string | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'disabled_at', nullable: true })
  disabledAt!: Date | null;

  /** Grows with each change of name or role. */
  @Column('integer', { default: 1 })
  version!: number;
}
