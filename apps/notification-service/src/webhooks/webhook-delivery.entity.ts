import type { WebhookDeliveryState, WebhookError } from '@curbline/contracts/http';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Stands for the store of what belongs to none, such as a test: no store's id is empty. */
export const NO_STORE = '';

/** One event for one endpoint. */
@Entity('webhook_delivery')
export class WebhookDeliveryEntity {
  @PrimaryColumn('text', { name: 'store_id' })
  storeId!: string;

  @PrimaryColumn('uuid', { name: 'endpoint_id' })
  endpointId!: string;

  /** The header `webhook-id`: it follows from the event, so that the same event is the same id for ever. */
  @PrimaryColumn('text', { name: 'event_id' })
  eventId!: string;

  @Column('text')
  type!: string;

  /** A bigint, as `pg` gives it; null for what is no event of the log. */
  @Column('bigint', { nullable: true })
  seq!: string | null;

  /** As it is signed and sent. */
  @Column('text')
  body!: string;

  @Column('text')
  state!: WebhookDeliveryState;

  /** Since it was made, or replayed. */
  @Column('integer', { default: 0 })
  attempts!: number;

  @Column('timestamptz', { name: 'occurred_at' })
  occurredAt!: Date;

  @Column('timestamptz', { name: 'due_at' })
  dueAt!: Date;

  /** Until when a process may be sending it. */
  @Column('timestamptz', { name: 'leased_until', nullable: true })
  leasedUntil!: Date | null;

  @Column('timestamptz', { name: 'first_attempt_at', nullable: true })
  firstAttemptAt!: Date | null;

  /** What was answered to the last attempt. */
  @Column('integer', { nullable: true })
  status!: number | null;

  /** Why the last attempt had no answer. */
  @Column('text', { nullable: true })
  error!: WebhookError | null;

  @Column('integer', { name: 'took_ms', nullable: true })
  tookMs!: number | null;
}
