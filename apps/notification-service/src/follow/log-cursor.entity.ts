import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Up to where a store's log was read. */
@Entity('log_cursor')
export class LogCursorEntity {
  @PrimaryColumn('text', { name: 'store_id' })
  storeId!: string;

  @Column('text')
  epoch!: string;

  /** A bigint, as `pg` gives it. */
  @Column('bigint')
  seq!: string;
}
