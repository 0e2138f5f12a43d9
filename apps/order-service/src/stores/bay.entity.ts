import { geography } from '@curbline/database';
import type { PlaceKind } from '@curbline/domain/service';
import type { Point } from 'geojson';
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';

/** A place of a store where customers wait: a marked bay where they park, or a counter for those on foot. */
@Entity('bay')
export class BayEntity {
  @PrimaryColumn('text', { name: 'store_id' })
  storeId!: string;

  @PrimaryColumn('text')
  label!: string;

  @Column('text', { default: 'bay' })
  kind!: PlaceKind;

  /** The place in the order in which the store lists its bays, and its counters after them. */
  @Column('integer')
  ordinal!: number;

  /** Null for a counter, which lies inside the store. */
  @Column({ ...geography('Point'), nullable: true })
  position!: Point | null;

  /** By name, so that this file does not import the store's, which imports this one. */
  @ManyToOne('StoreEntity', 'bays')
  @JoinColumn({ name: 'store_id' })
  store!: object;
}
