import type { StorePhoto } from '@curbline/contracts/http';
import { Column, Entity, JoinColumn, OneToOne, PrimaryColumn } from 'typeorm';

/** The photo of the spot where customers park. */
@Entity('store_photo')
export class StorePhotoEntity {
  @PrimaryColumn('text', { name: 'store_id' })
  storeId!: string;

  /** What its address ends with: of the picture itself, so that another picture has another address. */
  @Column('text')
  name!: string;

  /** JPEG. Read by its address alone, not with the store. */
  @Column('bytea', { select: false })
  image!: Uint8Array;

  @Column('integer')
  width!: number;

  @Column('integer')
  height!: number;

  @Column('jsonb')
  alt!: StorePhoto['alt'];

  @Column('timestamptz', { name: 'changed_at' })
  changedAt!: Date;

  /** By name, so that this file does not import the store's, which imports this one. */
  @OneToOne('StoreEntity', 'photo')
  @JoinColumn({ name: 'store_id' })
  store!: object;
}
