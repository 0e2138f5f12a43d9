import { geography } from '@curbline/database';
import type { Point } from 'geojson';
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';

/** A marked place where customers park at a store. */
@Entity('bay')
export class BayEntity {
  @PrimaryColumn('text', { name: 'store_id' })
  storeId!: string;

  @PrimaryColumn('text')
  label!: string;

  /** The place in the order in which the store lists its bays. */
  @Column('integer')
  ordinal!: number;

  @Column(geography('Point'))
  position!: Point;

  /** By name, so that this file does not import the store's, which imports this one. */
  @ManyToOne('StoreEntity', 'bays')
  @JoinColumn({ name: 'store_id' })
  store!: object;
}
