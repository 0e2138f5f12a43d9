import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Whose account somebody at a provider signs in to. */
@Entity('provider_identity')
export class ProviderIdentityEntity {
  @PrimaryColumn('text')
  issuer!: string;

  /** The provider's own id of the person, which is never given to another. */
  @PrimaryColumn('text')
  subject!: string;

  @Column('uuid', { name: 'staff_id' })
  staffId!: string;

  @Column('timestamptz', { name: 'bound_at' })
  boundAt!: Date;
}
