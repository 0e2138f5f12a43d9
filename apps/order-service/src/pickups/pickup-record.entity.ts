/** The row that all statistics are read from. See docs/metrics.md for the meaning of each column. */
import type { PickupOutcome } from '@curbline/contracts/http';
import type { Service } from '@curbline/contracts/ids';
import type { ArrivalEvidence } from '@curbline/domain/trip';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from './instant-column.js';

const Milliseconds = (name: string): PropertyDecorator => Column('integer', { name, nullable: true });

/**
 * What the statistics know of one pickup: no name, position or phone. It has the newest visit of its order; an order that
 * nobody has come for and that has not ended has none.
 */
@Entity('pickup_record')
export class PickupRecordEntity {
  @PrimaryColumn('text', { name: 'store_id' })
  storeId!: string;

  @PrimaryColumn('uuid', { name: 'order_id' })
  orderId!: string;

  @Column('text')
  service!: Service;

  @Column('text')
  outcome!: PickupOutcome;

  /** The instant by which it belongs to a day. Unix ms, as all instants here. */
  @InstantColumn('counted_at', false)
  countedAt!: number;

  @Column('text', { nullable: true })
  evidence!: ArrivalEvidence | null;

  @Column('boolean', { name: 'shared_position' })
  sharedPosition!: boolean;

  @InstantColumn('arrived_at')
  arrivedAt!: number | null;

  /** Null where nobody had claimed the order before it was handed over. */
  @InstantColumn('claimed_at')
  claimedAt!: number | null;

  @InstantColumn('handed_over_at')
  handedOverAt!: number | null;

  /** When the arrival was taken out of the queue because nobody had closed it. */
  @InstantColumn('left_open_at')
  leftOpenAt!: number | null;

  /** Until when a wait is early, if it lasts so long. */
  @InstantColumn('early_until')
  earlyUntil!: number | null;

  /** From when a wait counts for the store. */
  @InstantColumn('store_from')
  storeFrom!: number | null;

  /** The three parts of a wait that is over. */
  @Milliseconds('early_ms')
  earlyMs!: number | null;

  @Milliseconds('short_notice_ms')
  shortNoticeMs!: number | null;

  @Milliseconds('store_ms')
  storeMs!: number | null;

  /** From the arrival to the claim. */
  @Milliseconds('response_ms')
  responseMs!: number | null;

  /** From the claim to the hand-over. */
  @Milliseconds('walk_ms')
  walkMs!: number | null;

  /** From the alert to the arrival. */
  @Milliseconds('lead_given_ms')
  leadGivenMs!: number | null;

  @Column('integer', { name: 'lead_wanted_ms' })
  leadWantedMs!: number;

  /** The arrival predicted at the alert minus the true one. */
  @Milliseconds('eta_error_ms')
  etaErrorMs!: number | null;

  /** The arrival predicted five minutes before minus the true one. */
  @Milliseconds('prediction_error_ms')
  predictionErrorMs!: number | null;

  /** How long before the arrival that prediction was made. */
  @Milliseconds('prediction_made_before_ms')
  predictionMadeBeforeMs!: number | null;

  @Column('integer')
  recalls!: number;

  @Column('integer')
  corrections!: number;
}

export type PickupRecord = Readonly<PickupRecordEntity>;
