import { geography } from '@curbline/database';
import type { LockerBank } from '@curbline/contracts/http';
import type { PlaceKind } from '@curbline/domain/service';
import type { Point } from 'geojson';
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';

/** A place of a store: a marked bay where customers park, a counter for those on foot, or lockers. */
@Entity('bay')
export class BayEntity {
  @PrimaryColumn('text', { name: 'store_id' })
  storeId!: string;

  @PrimaryColumn('text')
  label!: string;

  @Column('text', { default: 'bay' })
  kind!: PlaceKind;

  /** The place in the order in which the store lists its bays, then its counters, then its lockers. */
  @Column('integer')
  ordinal!: number;

  /** Null for a counter, which lies inside the store, and for lockers that do. */
  @Column({ ...geography('Point'), nullable: true })
  position!: Point | null;

  /** Of lockers; null for all else. */
  @Column('jsonb', { nullable: true })
  compartments!: LockerBank['compartments'] | null;

  /** By name, so that this file does not import the store's, which imports this one. */
  @ManyToOne('StoreEntity', 'bays')
  @JoinColumn({ name: 'store_id' })
  store!: object;
}
