/** What a store's own devices are told by push: when, which of them, and in which words. Pure, as all of this folder. */
import type { PlaceKind } from '../service/index.js';
import { isPlanned } from './delivery-state.js';

export const STAFF_KINDS = ['arrival_waiting', 'past_goal', 'wait_critical'] as const;
/**
 * `arrival_waiting`: a customer is here and nobody has taken the order. `past_goal`: nobody has, and the wait is longer
 * than the store's goal. `wait_critical`: a wait is longer than the store promises.
 */
export type StaffKind = (typeof STAFF_KINDS)[number];

/** What is needed of an event of the log, with the trip as it was right after; instants are Unix ms. */
export interface StaffEvent {
  readonly type: string;
  readonly tripId: string;
  readonly recordedAt: number;
  readonly tripState: string;
  /** Null without an arrival, and for one that only a tap from far away claims. */
  readonly arrivedAt: number | null;
  readonly windowFrom: number | null;
  readonly firstSignAt: number | null;
  readonly isClaimed: boolean;
  /** The order lies in a compartment: its customer waits for nobody. */
  readonly isInCompartment: boolean;
  /** How often it was said that the customer is not here after all: who comes then is told of anew. */
  readonly corrections: number;
}

export interface StaffDevice {
  readonly id: string;
  /** A manager is signed in on it. */
  readonly isLead: boolean;
}

export interface PromisedWait {
  readonly leadMs: number;
  readonly goalMs: number;
  readonly promiseMs: number;
}

export interface PlannedStaffPush {
  readonly kind: StaffKind;
  readonly deviceId: string;
  readonly key: string;
  /** For how long the customer will have waited for the store when it is due; null where it is not said. */
  readonly waitedMs: number | null;
  /** Unix ms, as the next. */
  readonly dueAt: number;
  readonly expiresAt: number;
}

/** An arrival that nobody has taken for so long is told to devices on which nobody looks at the board. */
const UNACKNOWLEDGED_MS = 10_000;
/** Past the goal it is said again so often, as the board chimes, until the wait is critical or so many were said. */
const PAST_GOAL_EVERY_MS = 60_000;
const MOST_PAST_GOAL = 5;
const LIFETIMES_MS: Readonly<Record<StaffKind, number>> = {
  arrival_waiting: 5 * 60_000,
  // The next one follows.
  past_goal: PAST_GOAL_EVERY_MS,
  wait_critical: 15 * 60_000,
};

const ARRIVALS: readonly string[] = ['trip_arrived', 'arrival_confirmed'];
const ENDINGS: readonly string[] = [
  'order_claimed',
  'locker_assigned',
  'order_handed_over',
  'order_canceled',
  'order_not_collected',
  'arrival_withdrawn',
  'trip_departed',
  'trip_lapsed',
  'trip_left_open',
  'trip_expired',
];

/** Whether devices may have something to hear after an event of this type. */
export const mayTellStaff = (type: string): boolean => ARRIVALS.includes(type);

/** Whether something that they were still to hear may be needless after an event of this type. */
export const mayCalmStaff = (type: string): boolean => ENDINGS.includes(type);

/** The kinds that are needless for the event's trip from now on. */
export function needlessForStaff({ type, tripState, isInCompartment }: StaffEvent): readonly StaffKind[] {
  if (tripState !== 'arrived' || isInCompartment) return STAFF_KINDS;
  return type === 'order_claimed' ? ['arrival_waiting'] : [];
}

/** Whether a device whose person serves somebody already is left out when it is due, unless all serve somebody. */
export const sparesWhoServes = (kind: string): boolean => kind === 'arrival_waiting';

/** Whether it is needless when it is due while somebody is on their way to the customer; they may turn back. */
export const isUntilTaken = (kind: string): boolean => kind === 'past_goal';

/**
 * The messages that an arrival causes: every device hears that somebody is here whom nobody has taken, and past the
 * store's goal once a minute; the level critical is for the lead, and for all of them where no lead is signed in anywhere.
 *
 * @param now Unix ms; what is too late by then is planned as expired, and after a day not at all
 */
export function decideStaffPush(
  event: StaffEvent,
  wait: PromisedWait,
  devices: readonly StaffDevice[],
  now: number,
): PlannedStaffPush[] {
  const { tripId, arrivedAt, corrections, isClaimed, isInCompartment } = event;
  if (!mayTellStaff(event.type) || arrivedAt === null || event.tripState !== 'arrived' || isInCompartment)
    return [];
  const of = `${tripId}:${corrections}`;
  const tell = (
    kind: StaffKind,
    told: readonly StaffDevice[],
    { dueAt, waitedMs = null, about = of }: Telling,
  ): PlannedStaffPush[] =>
    told.map(({ id }) => {
      const key = `${kind}:${about}:${id}`;
      return { kind, deviceId: id, key, waitedMs, dueAt, expiresAt: dueAt + LIFETIMES_MS[kind] };
    });
  const leads = devices.filter(({ isLead }) => isLead);
  const longAt = (waitedMs: number): Telling => ({
    dueAt: storeStartsAt(event, arrivedAt, wait) + waitedMs,
    waitedMs,
  });
  const plan = [
    ...tell('arrival_waiting', isClaimed ? [] : devices, { dueAt: event.recordedAt + UNACKNOWLEDGED_MS }),
    ...timesPastGoal(wait).flatMap((waitedMs, time) =>
      tell('past_goal', devices, { ...longAt(waitedMs), about: `${of}:${time}` }),
    ),
    ...tell('wait_critical', leads.length > 0 ? leads : devices, longAt(wait.promiseMs)),
  ];
  return plan.filter(({ expiresAt }) => isPlanned(expiresAt, now));
}

/** When something is told, and what tells it from other tellings of its kind. */
interface Telling {
  readonly dueAt: number;
  readonly waitedMs?: number | null;
  readonly about?: string;
}

/** The store's parts of a wait at which it is said that it is past the goal, ms. */
function timesPastGoal({ goalMs, promiseMs }: PromisedWait): number[] {
  const untilCritical = Math.ceil((promiseMs - goalMs) / PAST_GOAL_EVERY_MS);
  const times = Math.min(Math.max(untilCritical, 1), MOST_PAST_GOAL);
  return Array.from({ length: times }, (_, time) => goalMs + time * PAST_GOAL_EVERY_MS);
}

/** When the store's own part of the wait begins, as `splitWait` of libs/domain/wait counts. */
function storeStartsAt(
  { windowFrom, firstSignAt }: StaffEvent,
  arrivedAt: number,
  { leadMs }: PromisedWait,
): number {
  const inTimeFrom = Math.max(arrivedAt, windowFrom ?? arrivedAt);
  const noticeMs = (firstSignAt ?? arrivedAt) + leadMs - inTimeFrom;
  return inTimeFrom + Math.max(0, Math.min(noticeMs, leadMs));
}

type Words = Readonly<Record<StaffKind, { readonly subject: string; readonly body: string }>>;

const WORDS: Readonly<Record<'fr' | 'en', (code: string, where: string, waited: string) => Words>> = {
  fr: (code, where, waited) => ({
    arrival_waiting: {
      subject: `Client arrivé\u00a0: ${code}`,
      body: `${where}Personne ne s’en occupe encore.`,
    },
    past_goal: {
      subject: `Toujours en attente\u00a0: ${code}`,
      body: `${where}Le client attend depuis plus de ${waited} et personne ne s’en occupe.`,
    },
    wait_critical: {
      subject: `Attente critique\u00a0: ${code}`,
      body: `${where}Le client attend depuis plus de ${waited}.`,
    },
  }),
  en: (code, where, waited) => ({
    arrival_waiting: { subject: `Customer here: ${code}`, body: `${where}Nobody is on it yet.` },
    past_goal: {
      subject: `Still waiting: ${code}`,
      body: `${where}The customer has waited for more than ${waited} and nobody is on it.`,
    },
    wait_critical: {
      subject: `Waiting too long: ${code}`,
      body: `${where}The customer has waited for more than ${waited}.`,
    },
  }),
};

const PLACE_WORDS: Readonly<Record<'fr' | 'en', Readonly<Record<PlaceKind, string>>>> = {
  fr: { bay: 'Place', counter: 'Comptoir', locker: 'Casiers' },
  en: { bay: 'Bay', counter: 'Counter', locker: 'Lockers' },
};

/** In whole minutes, or seconds where there is none: it is said that it was longer. */
const waitedFor = (ms: number, space: string): string =>
  ms < 60_000 ? `${Math.floor(ms / 1000)}${space}s` : `${Math.floor(ms / 60_000)}${space}min`;

/**
 * @param facts `bay`: the label of the place, null where it is not known; `place`: what kind it is; `waitedMs` as planned
 */
export function staffPushText(
  kind: StaffKind,
  language: 'fr' | 'en',
  facts: {
    readonly code: string;
    readonly bay: string | null;
    readonly place: PlaceKind | null;
    readonly waitedMs: number | null;
  },
): { readonly subject: string; readonly body: string } {
  const { code, bay, place, waitedMs } = facts;
  const where = bay === null ? '' : `${PLACE_WORDS[language][place ?? 'bay']} ${bay}. `;
  const waited = waitedFor(waitedMs ?? 0, language === 'fr' ? '\u00a0' : ' ');
  return WORDS[language](code, where, waited)[kind];
}
