import { Entity, PrimaryColumn } from 'typeorm';

/** A store that somebody was given besides their own. */
@Entity('staff_store')
export class StaffStoreEntity {
  @PrimaryColumn('uuid', { name: 'staff_id' })
  staffId!: string;

  @PrimaryColumn('text', { name: 'store_id' })
  storeId!: string;
}

/** A region whose stores somebody reaches, also those that join later. */
@Entity('staff_region')
export class StaffRegionEntity {
  @PrimaryColumn('uuid', { name: 'staff_id' })
  staffId!: string;

  /** As the stores have it; there may be none that does. */
  @PrimaryColumn('text')
  region!: string;
}
