/** What a store's own devices are told by push: when, which of them, and in which words. Pure, as all of this folder. */

export const STAFF_KINDS = ['arrival_waiting', 'wait_critical'] as const;
/**
 * `arrival_waiting`: a customer is here and nobody has taken the order. `wait_critical`: a wait is longer than the store
 * promises.
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
  readonly promiseMs: number;
}

export interface PlannedStaffPush {
  readonly kind: StaffKind;
  readonly deviceId: string;
  readonly key: string;
  /** Unix ms, as the next. */
  readonly dueAt: number;
  readonly expiresAt: number;
}

/** An arrival that nobody has taken for so long is told to devices on which nobody looks at the board. */
const UNACKNOWLEDGED_MS = 10_000;
const LIFETIMES_MS: Readonly<Record<StaffKind, number>> = {
  arrival_waiting: 5 * 60_000,
  wait_critical: 15 * 60_000,
};

const ARRIVALS: readonly string[] = ['trip_arrived', 'arrival_confirmed'];
const ENDINGS: readonly string[] = [
  'order_claimed',
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
export function needlessForStaff({ type, tripState }: StaffEvent): readonly StaffKind[] {
  if (tripState !== 'arrived') return STAFF_KINDS;
  return type === 'order_claimed' ? ['arrival_waiting'] : [];
}

/**
 * The messages that an arrival causes: every device hears that somebody is here whom nobody has taken; the level
 * critical is for the lead, and for all of them where no lead is signed in anywhere.
 *
 * @param now Unix ms; what would be too late by then is left out
 */
export function decideStaffPush(
  event: StaffEvent,
  wait: PromisedWait,
  devices: readonly StaffDevice[],
  now: number,
): PlannedStaffPush[] {
  const { tripId, arrivedAt, corrections, isClaimed } = event;
  if (!mayTellStaff(event.type) || arrivedAt === null || event.tripState !== 'arrived') return [];
  const tell = (kind: StaffKind, told: readonly StaffDevice[], dueAt: number): PlannedStaffPush[] =>
    told.map(({ id }) => ({
      kind,
      deviceId: id,
      key: `${kind}:${tripId}:${corrections}:${id}`,
      dueAt,
      expiresAt: dueAt + LIFETIMES_MS[kind],
    }));
  const leads = devices.filter(({ isLead }) => isLead);
  const plan = [
    ...tell('arrival_waiting', isClaimed ? [] : devices, event.recordedAt + UNACKNOWLEDGED_MS),
    ...tell('wait_critical', leads.length > 0 ? leads : devices, criticalAt(event, arrivedAt, wait)),
  ];
  return plan.filter(({ expiresAt }) => expiresAt > now);
}

/** When the store's own part of the wait passes what it promises: as `splitWait` and `waitLevel` of libs/domain/wait count. */
function criticalAt(
  { windowFrom, firstSignAt }: StaffEvent,
  arrivedAt: number,
  { leadMs, promiseMs }: PromisedWait,
): number {
  const inTimeFrom = Math.max(arrivedAt, windowFrom ?? arrivedAt);
  const noticeMs = (firstSignAt ?? arrivedAt) + leadMs - inTimeFrom;
  return inTimeFrom + Math.max(0, Math.min(noticeMs, leadMs)) + promiseMs;
}

/** @param bay its label; null where it is not known */
export function staffPushText(
  kind: StaffKind,
  language: 'fr' | 'en',
  { code, bay, minutes }: { readonly code: string; readonly bay: string | null; readonly minutes: number },
): { readonly subject: string; readonly body: string } {
  if (language === 'fr') {
    const where = bay === null ? '' : `Place ${bay}. `;
    return kind === 'arrival_waiting'
      ? { subject: `Client arrivé\u00a0: ${code}`, body: `${where}Personne ne s’en occupe encore.` }
      : {
          subject: `Attente critique\u00a0: ${code}`,
          body: `${where}Le client attend depuis plus de ${minutes}\u00a0min.`,
        };
  }
  const where = bay === null ? '' : `Bay ${bay}. `;
  return kind === 'arrival_waiting'
    ? { subject: `Customer here: ${code}`, body: `${where}Nobody is on it yet.` }
    : {
        subject: `Waiting too long: ${code}`,
        body: `${where}The customer has waited for more than ${minutes} min.`,
      };
}
