import { randomUUID } from 'node:crypto';
import { messageOwner } from '@curbline/contracts/contact';
import type { Channel, DeliveryState, MessageKind, ReplyKind, StaffKind } from '@curbline/domain/notify';
import type { SecretBox } from '@curbline/platform';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One message to one person by one channel: a customer, or one of the store's people. */
@Entity('delivery')
export class DeliveryEntity {
  @PrimaryColumn('text', { name: 'store_id' })
  storeId!: string;

  @PrimaryColumn('uuid')
  id!: string;

  /** The same for the same message: it is sent once by each channel. */
  @Column('text')
  key!: string;

  /** Null, as the trip, for what is said to the store's own people. */
  @Column('uuid', { name: 'order_id', nullable: true })
  orderId!: string | null;

  @Column('uuid', { name: 'trip_id', nullable: true })
  tripId!: string | null;

  @Column('text')
  kind!: MessageKind | ReplyKind | StaffKind | 'dark_board';

  @Column('text')
  channel!: Channel;

  @Column('text')
  language!: 'fr' | 'en';

  /** The {@link Message}, sealed; null once it is erased. */
  @Column('text', { nullable: true })
  sealed!: string | null;

  @Column('text')
  state!: DeliveryState;

  /** Why it failed: a `FailureReason`. */
  @Column('text', { nullable: true })
  reason!: string | null;

  @Column('text', { nullable: true })
  unless!: 'page_connected' | 'page_seen' | 'board_connected' | 'sent_otherwise' | 'device_watched' | null;

  @Column('text', { nullable: true })
  provider!: string | null;

  @Column('text', { name: 'provider_id', nullable: true })
  providerId!: string | null;

  @Column('integer', { default: 0 })
  attempts!: number;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'due_at' })
  dueAt!: Date;

  @Column('timestamptz', { name: 'expires_at' })
  expiresAt!: Date;

  /** Until when a process may be sending it. */
  @Column('timestamptz', { name: 'leased_until', nullable: true })
  leasedUntil!: Date | null;

  @Column('timestamptz', { name: 'first_attempt_at', nullable: true })
  firstAttemptAt!: Date | null;

  @Column('timestamptz', { name: 'changed_at' })
  changedAt!: Date;
}

/** A message as it reaches its reader, with where it goes. */
export interface Message {
  /** A telephone number in E.164, an e-mail address, or a push subscription's id. */
  readonly to: string;
  readonly storeName: string;
  readonly subject: string;
  readonly text: string;
  /** The customer's page; null where the message has no button. */
  readonly link: string | null;
}

/** @throws Error without a key: whoever has contacts to write to has one. */
const sealMessage = (box: SecretBox, delivery: Pick<DeliveryEntity, 'id'>, message: Message): string =>
  box.seal(JSON.stringify(message), messageOwner(delivery.id));

/** Undefined when the message is erased, or was sealed with another key. */
export function openMessage(
  box: SecretBox,
  { id, sealed }: Pick<DeliveryEntity, 'id' | 'sealed'>,
): Message | undefined {
  const opened = sealed === null ? null : box.tryOpen(sealed, messageOwner(id));
  return opened === null ? undefined : (JSON.parse(opened) as Message);
}

/** What is known of a delivery before its first try; instants are Unix ms. */
export type Planned = Pick<
  DeliveryEntity,
  'storeId' | 'key' | 'orderId' | 'tripId' | 'kind' | 'channel' | 'language' | 'unless'
> & { readonly dueAt: number; readonly expiresAt: number };

/** A delivery that waits for its first try, or one that came too late for any. @param now Unix ms. @throws Error without a key to seal the message with */
export function newDelivery(box: SecretBox, planned: Planned, message: Message, now: number): DeliveryEntity {
  const id = randomUUID();
  return {
    ...planned,
    id,
    sealed: sealMessage(box, { id }, message),
    state: planned.expiresAt > now ? 'waiting' : 'expired',
    reason: null,
    provider: null,
    providerId: null,
    attempts: 0,
    createdAt: new Date(now),
    dueAt: new Date(Math.max(planned.dueAt, now)),
    expiresAt: new Date(planned.expiresAt),
    leasedUntil: null,
    firstAttemptAt: null,
    changedAt: new Date(now),
  };
}
