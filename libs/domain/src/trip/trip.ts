/** The types of a trip: its state, the commands, and the facts and refusals that they lead to. */
import type { Suspicion } from '../plausibility/index.js';
import type { PredictedArrival } from '../eta/index.js';
import type { ArrivalEvidence } from './evidence.js';
import type { Traveller } from './substitute.js';
import type { TripState } from './trip-transitions.js';

/** Figures that explain an arrival; the board puts them into words. */
export interface Reasons {
  readonly insideForS?: number | undefined;
  readonly stoodForS?: number | undefined;
  readonly accuracyM?: number | undefined;
  readonly fixes?: number | undefined;
  readonly certainty?: number | undefined;
  /** Suspicions about the positions that it rests on. They are only carried here. */
  readonly doubts?: (Suspicion | 'far_from_sign')[] | undefined;
}

export interface TripArrival {
  readonly occurredAt: number;
  readonly decidedAt: number;
  readonly evidence: ArrivalEvidence;
  readonly confirmed: boolean;
  readonly reasons: Reasons | null;
  /** The prediction that stood five minutes before; absent or null where positions showed none. */
  readonly predicted?: PredictedArrival | null;
}

/** Another store of the chain at which the customer was seen standing. */
export interface OtherStore {
  readonly storeId: string;
  readonly name: string;
  readonly since: number;
}

/** What staff can tell a customer with one tap: a closed list, which each page words in its reader's language. */
export const SHORT_MESSAGES = ['come_to_entrance', 'hazard_lights', 'on_our_way', 'call_us'] as const;
export type ShortMessage = (typeof SHORT_MESSAGES)[number];

/** The newest message from the store to the customer. */
export interface SentMessage {
  readonly message: ShortMessage;
  readonly sentAt: number;
}

export type TripSharing = 'live' | 'stopped' | 'declined' | 'none';

/** What the decision needs of a trip. Instants are Unix milliseconds. */
export interface Trip {
  readonly state: TripState;
  readonly sharing: TripSharing;
  /** Whose position is shared, or was last. */
  readonly sharedBy: Traveller;
  readonly startedAt: number | null;
  readonly approachingAt: number | null;
  readonly departedAt: number | null;
  readonly declaredArrivalAt: number | null;
  /** The first sign of the customer's coming: short notice is judged from it. */
  readonly firstSignAt: number | null;
  readonly arrival: TripArrival | null;
  readonly closedAt: number | null;
  /** How often staff or customer corrected the arrival. */
  readonly corrections: number;
  /** The other store at which they wait in vain; null when it is not known any more. */
  readonly otherStore: OtherStore | null;
  /** When the car was expected by its own positions as it came near; null without such an estimate. */
  readonly expectedAt: number | null;
  /** When staff asked whether the customer is here, because they cannot see them; null when nobody asked. */
  readonly questionedAt: number | null;
  /** When an arrival that was never closed was taken out of the queue; null for all others. */
  readonly leftOpenAt: number | null;
  /** The newest message of the store to this customer; null when there is none or the journey is over. */
  readonly message: SentMessage | null;
  /** When they said that they will be late; `declaredArrivalAt` is then the new time. Null once they named another time. */
  readonly lateSaidAt: number | null;
}

export const NEW_TRIP: Trip = {
  state: 'pending',
  sharing: 'none',
  sharedBy: 'customer',
  startedAt: null,
  approachingAt: null,
  departedAt: null,
  declaredArrivalAt: null,
  firstSignAt: null,
  arrival: null,
  closedAt: null,
  corrections: 0,
  otherStore: null,
  expectedAt: null,
  questionedAt: null,
  leftOpenAt: null,
  message: null,
  lateSaidAt: null,
};

export interface ArrivalNews {
  readonly occurredAt: number;
  readonly evidence: ArrivalEvidence;
  readonly reasons: Reasons | null;
  readonly predicted?: PredictedArrival | null;
}

export type TripCommand =
  /** `by`: whose phone it is, the customer's unless it is said. */
  | {
      readonly name: 'start';
      readonly sharing: boolean;
      readonly declaredArrivalAt: number | null;
      readonly by?: Traveller;
    }
  | { readonly name: 'change_sharing'; readonly sharing: boolean; readonly by?: Traveller }
  | { readonly name: 'declare'; readonly declaredArrivalAt: number }
  | { readonly name: 'be_late'; readonly arrivalAt: number }
  | { readonly name: 'note_approaching'; readonly occurredAt: number; readonly expectedAt?: number }
  | ({ readonly name: 'note_arrival' } & ArrivalNews)
  | ({ readonly name: 'correct_arrival' } & ArrivalNews)
  /** `claimed`: somebody is on the way to the car, so a wandering position must not take it out of the queue. */
  | { readonly name: 'note_departure'; readonly occurredAt: number; readonly claimed: boolean }
  | { readonly name: 'note_return'; readonly occurredAt: number }
  /** `null` when they have left it. */
  | { readonly name: 'note_other_store'; readonly store: OtherStore | null }
  /** `anew`: the journey begins again, as for an order that was not collected; otherwise it goes on where it was. */
  | { readonly name: 'reopen'; readonly anew: boolean }
  | { readonly name: 'send_message'; readonly message: ShortMessage }
  | {
      readonly name:
        'question_arrival' | 'withdraw_arrival' | 'leave_open' | 'lapse' | 'complete' | 'cancel' | 'expire';
    };

export type TripFact =
  | 'trip_started'
  | 'trip_approaching'
  | 'trip_arrived'
  | 'arrival_corrected'
  | 'arrival_questioned'
  | 'arrival_confirmed'
  | 'arrival_withdrawn'
  | 'trip_departed'
  | 'trip_returned'
  | 'trip_lapsed'
  | 'trip_left_open'
  | 'trip_expired'
  | 'sharing_started'
  | 'sharing_stopped'
  | 'details_changed'
  | 'message_sent'
  | 'trip_delayed'
  | 'seen_at_other_store'
  | 'left_other_store';

/** `fact` is null when nothing changed, or when an event of the order reports the change. */
export type TripDecision =
  { readonly trip: Trip; readonly fact: TripFact | null } | { readonly refused: 'not-possible-now' };
