import type { AuditAction, AuditChange } from '@curbline/contracts/http';
import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** One change by a manager or admin. */
@Entity('audit_entry')
export class AuditEntryEntity {
  /** Grows with time; the driver gives a bigint as text. */
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  id!: string;

  /** Null: the chain as a whole. */
  @Column('text', { name: 'store_id', nullable: true })
  storeId!: string | null;

  @Column('timestamptz', { name: 'occurred_at' })
  occurredAt!: Date;

  /** Null, with the name: the command line of the server. */
  @Column('uuid', { name: 'by_staff_id', nullable: true })
  byStaffId!: string | null;

  @Column('text', { name: 'by_name', nullable: true })
  byName!: string | null;

  @Column('text', { name: 'address_hash', nullable: true })
  addressHash!: string | null;

  @Column('text')
  action!: AuditAction;

  @Column('text')
  subject!: string;

  @Column('jsonb')
  changes!: AuditChange[];

  /** The id of the entry whose values this change put back. */
  @Column('bigint', { nullable: true })
  undoes!: string | null;
}
