import type { StoreSettings } from '@curbline/contracts/http';
import { geography } from '@curbline/database';
import { Column, Entity, OneToMany, OneToOne, PrimaryColumn } from 'typeorm';
import { BayEntity } from './bay.entity.js';
import { StorePhotoEntity } from './store-photo.entity.js';

/** A store with its settings. The key of its bay signs is read by SQL where it is needed (bay-signs.service.ts). */
@Entity('store')
export class StoreEntity {
  @PrimaryColumn('text')
  id!: string;

  @Column('integer', { default: 1 })
  version!: number;

  @Column('text')
  name!: string;

  @Column('text')
  address!: string;

  @Column('text')
  phone!: string;

  /** What groups it with other stores. */
  @Column('text', { nullable: true })
  region!: string | null;

  @Column('text', { name: 'time_zone' })
  timeZone!: string;

  /** Null: where the time zone lies. */
  @Column('text', { nullable: true })
  country!: string | null;

  @Column('text', { array: true })
  languages!: StoreSettings['languages'];

  @Column('jsonb')
  hours!: StoreSettings['hours'];

  @Column('jsonb', { name: 'hours_exceptions' })
  exceptions!: NonNullable<StoreSettings['exceptions']>;

  @Column('integer', { name: 'goal_s' })
  goalS!: number;

  @Column('integer', { name: 'promise_s' })
  promiseS!: number;

  @Column('integer', { name: 'objective_percent' })
  objectivePercent!: number;

  @Column('integer', { name: 'lead_s' })
  leadS!: number;

  @Column('boolean', { name: 'lead_follows' })
  leadFollows!: boolean;

  @Column('jsonb', { name: 'proof_policy', nullable: true })
  proofPolicy!: StoreSettings['proofPolicy'] | null;

  /** Null: the usual. */
  @Column('jsonb', { nullable: true })
  shortages!: StoreSettings['shortages'] | null;

  /** Null: the usual. */
  @Column('text', { array: true, nullable: true })
  services!: NonNullable<StoreSettings['services']> | null;

  /** Null: the usual. */
  @Column('integer', { name: 'locker_hold_hours', nullable: true })
  lockerHoldHours!: number | null;

  @Column('boolean')
  discreet!: boolean;

  /** Null: none. */
  @Column('jsonb', { nullable: true })
  gestures!: StoreSettings['gestures'] | null;

  @Column(geography('Polygon'))
  premises!: StoreSettings['premises'];

  @Column(geography('Point'))
  entrance!: StoreSettings['entrance'];

  @Column('jsonb')
  instructions!: StoreSettings['instructions'];

  @Column('jsonb')
  messages!: NonNullable<StoreSettings['messages']>;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'changed_at' })
  changedAt!: Date;

  @OneToMany(() => BayEntity, ({ store }) => store)
  bays!: BayEntity[];

  /** Null where there is none. */
  @OneToOne(() => StorePhotoEntity, ({ store }) => store)
  photo!: StorePhotoEntity | null;
}
