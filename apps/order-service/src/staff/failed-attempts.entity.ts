import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How many sign-in attempts of a subject failed in a row. */
@Entity('sign_in_misses')
export class FailedAttemptsEntity {
  @PrimaryColumn('bytea', { name: 'subject_hash' })
  subjectHash!: Buffer;

  @Column('integer')
  misses!: number;

  @Column('timestamptz', { name: 'last_at' })
  lastAt!: Date;
}
