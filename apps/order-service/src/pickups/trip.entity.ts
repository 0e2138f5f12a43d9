/** A trip as it is stored: what the domain decides on, and what the customer said about the place. */
import type { Placement, Vehicle } from '@curbline/contracts/ids';
import type { PredictedArrival } from '@curbline/domain/eta';
import type {
  ArrivalEvidence,
  OtherStore,
  Reasons,
  SentMessage,
  ShortMessage,
  Traveller,
  Trip,
  TripArrival,
  TripSharing,
  TripState,
} from '@curbline/domain/trip';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from './instant-column.js';

class Arrival implements TripArrival {
  @InstantColumn('arrival_occurred_at')
  occurredAt!: number;

  @InstantColumn('arrival_decided_at')
  decidedAt!: number;

  @Column('text', { name: 'arrival_evidence', nullable: true })
  evidence!: ArrivalEvidence;

  @Column('boolean', { name: 'arrival_confirmed', nullable: true })
  confirmed!: boolean;

  @Column('jsonb', { name: 'arrival_reasons', nullable: true })
  reasons!: Reasons | null;

  @Column('jsonb', { name: 'arrival_predicted', nullable: true })
  predicted!: PredictedArrival | null;
}

class SeenAt implements OtherStore {
  @Column('text', { name: 'other_store_id', nullable: true })
  storeId!: string;

  @Column('text', { name: 'other_store_name', nullable: true })
  name!: string;

  @InstantColumn('other_store_since')
  since!: number;
}

class Message implements SentMessage {
  @Column('text', { nullable: true })
  message!: ShortMessage;

  @InstantColumn('message_sent_at')
  sentAt!: number;
}

/** Another person who collects: their first name, the code that they show, and since when. */
export interface StoredSubstitute {
  readonly name: string;
  readonly code: string;
  /** Unix ms. */
  readonly namedAt: number;
}

class DecidedTrip implements Trip {
  @Column('text')
  state!: TripState;

  @Column('text')
  sharing!: TripSharing;

  @Column('text', { name: 'shared_by' })
  sharedBy!: Traveller;

  @InstantColumn('started_at')
  startedAt!: number | null;

  @InstantColumn('approaching_at')
  approachingAt!: number | null;

  @InstantColumn('departed_at')
  departedAt!: number | null;

  @InstantColumn('declared_arrival_at')
  declaredArrivalAt!: number | null;

  @InstantColumn('first_sign_at')
  firstSignAt!: number | null;

  @Column(() => Arrival, { prefix: false })
  arrival!: TripArrival | null;

  @InstantColumn('closed_at')
  closedAt!: number | null;

  @Column('integer')
  corrections!: number;

  @Column(() => SeenAt, { prefix: false })
  otherStore!: OtherStore | null;

  @InstantColumn('expected_at')
  expectedAt!: number | null;

  @InstantColumn('arrival_questioned_at')
  questionedAt!: number | null;

  @InstantColumn('left_open_at')
  leftOpenAt!: number | null;

  @Column(() => Message, { prefix: false })
  message!: SentMessage | null;

  @InstantColumn('late_said_at')
  lateSaidAt!: number | null;
}

/** What the customer told about the hand-over place. */
class Place {
  @Column('text', { nullable: true })
  bay!: string | null;

  @Column('jsonb', { nullable: true })
  vehicle!: Vehicle | null;

  @Column('text', { nullable: true })
  placement!: Placement | null;
}

@Entity('trip')
export class TripEntity {
  @PrimaryColumn('text', { name: 'store_id' })
  storeId!: string;

  @PrimaryColumn('uuid')
  id!: string;

  @Column('integer')
  version!: number;

  @Column(() => DecidedTrip, { prefix: false })
  trip!: Trip;

  @Column(() => Place, { prefix: false })
  place!: Readonly<Place>;

  @Column('jsonb', { nullable: true })
  substitute!: StoredSubstitute | null;

  /** Unix ms, as all instants here. */
  @InstantColumn('created_at', false)
  createdAt!: number;

  @InstantColumn('sharing_stopped_at')
  sharingStoppedAt!: number | null;
}

export type TripPlace = TripEntity['place'];

/** Nothing changes a trip that was read: a change gives another object. */
export interface StoredTrip extends Readonly<TripEntity> {
  /** The lead time of the store: how long before the arrival staff are alerted. Short notice is judged by it. */
  readonly leadS: number;
  /** Whether the store is discreet. */
  readonly discreet: boolean;
}
