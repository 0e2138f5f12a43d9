import type { BrowserSubscription } from '@curbline/contracts/http';
import type { SecretBox } from '@curbline/platform';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A browser that asked to be told: that of a store's device, or that of a customer for a trip. */
@Entity('push_subscription')
export class PushSubscriptionEntity {
  @PrimaryColumn('text', { name: 'store_id' })
  storeId!: string;

  @PrimaryColumn('uuid')
  id!: string;

  /** Keyed: who has the address can write to the browser. */
  @Column('bytea', { name: 'endpoint_hash' })
  endpointHash!: Buffer;

  /** The {@link BrowserSubscription}. */
  @Column('text')
  sealed!: string;

  @Column('uuid', { name: 'device_id', nullable: true })
  deviceId!: string | null;

  /** Of the device; a customer is written to in the language of the order. */
  @Column('text', { nullable: true })
  language!: 'fr' | 'en' | null;

  /** Until when somebody is known to look at the device's board. */
  @Column('timestamptz', { name: 'watched_until', nullable: true })
  watchedUntil!: Date | null;

  @Column('uuid', { name: 'trip_id', nullable: true })
  tripId!: string | null;

  /** The customer's session: with its link it ends. */
  @Column('bytea', { name: 'session_hash', nullable: true })
  sessionHash!: Buffer | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;
}

const ownerOf = (id: string): string => `push subscription ${id}`;

/** @throws Error without a key. */
export const sealSubscription = (box: SecretBox, id: string, subscription: BrowserSubscription): string =>
  box.seal(JSON.stringify(subscription), ownerOf(id));

/** Undefined where it was sealed with another key: nobody can be told by it any more. */
export function openSubscription(
  box: SecretBox,
  { id, sealed }: Pick<PushSubscriptionEntity, 'id' | 'sealed'>,
): BrowserSubscription | undefined {
  const opened = box.tryOpen(sealed, ownerOf(id));
  return opened === null ? undefined : (JSON.parse(opened) as BrowserSubscription);
}
