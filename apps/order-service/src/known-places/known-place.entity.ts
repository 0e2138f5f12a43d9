import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An address, a browser or a device where a secret was right before, as a hash. */
@Entity('sign_in_known_address')
export class KnownPlaceEntity {
  @PrimaryColumn('bytea', { name: 'subject_hash' })
  subjectHash!: Buffer;

  @Column('timestamptz', { name: 'last_at' })
  lastAt!: Date;
}
