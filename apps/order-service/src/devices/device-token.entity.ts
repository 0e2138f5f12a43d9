import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One of the tokens that a device has one after another, as a hash; the next ones are stored in advance. */
@Entity('device_token')
export class DeviceTokenEntity {
  @PrimaryColumn('text', { name: 'store_id' })
  storeId!: string;

  @PrimaryColumn('bytea', { name: 'token_hash' })
  tokenHash!: Buffer;

  @Column('uuid', { name: 'device_id' })
  deviceId!: string;

  /** How many tokens the device had before this one. */
  @Column('integer')
  generation!: number;

  @Column('timestamptz', { name: 'issued_at', nullable: true })
  issuedAt!: Date | null;

  @Column('timestamptz', { name: 'replaced_at', nullable: true })
  replacedAt!: Date | null;
}
