import type { AccountNoticeKind } from '@curbline/contracts/http';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What a person is told about their own account. */
@Entity('account_notice')
export class NoticeEntity {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'staff_id' })
  staffId!: string;

  @Column('text')
  kind!: AccountNoticeKind;

  /** Null for a screen, and for whoever holds the server. */
  @Column('uuid', { name: 'by_staff_id', nullable: true })
  byStaffId!: string | null;

  @Column('text', { name: 'by_name', nullable: true })
  byName!: string | null;

  @Column('timestamptz', { name: 'occurred_at' })
  occurredAt!: Date;

  @Column('timestamptz', { name: 'seen_at', nullable: true })
  seenAt!: Date | null;
}
