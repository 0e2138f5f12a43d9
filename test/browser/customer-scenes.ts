import { randomUUID } from 'node:crypto';
import type { CustomerView, TripsHeld, TripSummary } from '@curbline/contracts/http';
import type { Problem } from '@curbline/contracts/problems';
import { sampleView } from '../../apps/web/fixtures/customer-view.js';
import { LONG_STORE, NAMES } from './crowded-store.js';
import { ADDRESS, INSTRUCTIONS, LONG_BAY, LONG_CODE, W40 } from './long-words.js';

/** The customer's page at each of its stages, with the longest words that the server lets through. */
const MINUTE = 60_000;

type Trip = CustomerView['trip'];
type Order = CustomerView['orders'][number];

export interface CustomerScene {
  readonly name: string;
  /** What the server answers for the trip. */
  readonly view?: CustomerView;
  /** What it answers instead: why there is no trip. */
  readonly refused?: Problem;
  /** The trips that this browser holds. */
  readonly held?: readonly TripSummary[];
  /** The address's fragment; the trip's own when absent. */
  readonly fragment?: string;
  /** The texts of the buttons that are pressed first, one after the other, as they are called in the message files. */
  readonly press?: string | readonly string[];
  /** The text of what is unfolded. */
  readonly unfold?: string;
  /** What the server answers to the tap; the view when absent. */
  readonly tapRefused?: Problem;
  /** The browser gives a position without asking. */
  readonly located?: boolean;
  /** The browser says that the network is gone. */
  readonly offline?: boolean;
}

const iso = (ms: number): string => new Date(ms).toISOString();

function orderOf(i: number, over: Partial<Order> = {}): Order {
  return {
    shortCode: i === 0 ? LONG_CODE : `K${100 + i}`,
    state: 'ready',
    itemsCount: 128,
    flags: ['cold', 'id_check', 'heavy'],
    window: null,
    handOverCode: ['WMWM', 'H4XP', '7Q2K'][i % 3] ?? null,
    ...over,
  };
}

/** Something is missing, and two stores of long words have it, one of which said so days ago. */
function shortageOf(now: number): NonNullable<CustomerView['shortages']>[number] {
  const store = { name: LONG_STORE, address: ADDRESS, distanceM: 12_300, quantity: 9 };
  return {
    ...{ orderId: randomUUID(), line: 0, sku: W40, name: W40, ordered: 9_999, missing: 9_998 },
    ...{ substitute: `${W40}${W40}`, fallback: 'without', state: 'agreed', choice: 'another_store' },
    choices: ['substitute', 'without', 'home_delivery', 'refund', 'another_store'],
    stores: [
      { ...store, id: 'near', at: iso(now) },
      { ...store, id: 'old', at: iso(now - 50 * 60 * MINUTE) },
    ],
    ...{ chosenStore: 'old', askedAt: iso(now), until: iso(now + 9 * MINUTE), settledAt: iso(now) },
  };
}

/** A trip of three orders at a store of long words; `now` is Unix ms. */
function viewOf(now: number, trip: Partial<Trip>, over: Partial<CustomerView>): CustomerView {
  const bays = Array.from({ length: 40 }, (_, i) => (i % 5 === 4 ? `PARKING-${1000 + i}` : String(i + 1)));
  return {
    ...sampleView,
    serverTime: now,
    customerName: `${NAMES[1]}z D.`,
    store: {
      ...sampleView.store,
      name: LONG_STORE,
      address: ADDRESS,
      phone: '+33 (0)4 00 00 00 00',
      bays: [...bays, LONG_BAY],
      instructions: INSTRUCTIONS,
    },
    orders: [0, 1, 2].map((i) => orderOf(i)),
    ...over,
    trip: { ...sampleView.trip, startedAt: iso(now - 20 * MINUTE), ...trip },
  };
}

function arrivedAt(now: number, minutesAgo: number, confirmed = true): Partial<Trip> {
  const at = iso(now - minutesAgo * MINUTE);
  return {
    state: 'arrived',
    arrival: { occurredAt: at, decidedAt: at, evidence: 'tapped_unseen', confirmed, reasons: null },
  };
}

const HELD_TRIP = '3f2b6c1e-0000-4000-8000-0000000000';

function summaryOf(i: number, now: number): TripSummary {
  const state = (['arrived', 'started', 'pending', 'completed'] as const)[i % 4]!;
  return {
    tripId: `${HELD_TRIP}${String(i + 10).padStart(2, '0')}`,
    language: 'fr',
    customerName: `${W40} D.`,
    service: 'curbside',
    store: {
      id: 'lyon',
      name: i % 2 === 0 ? LONG_STORE : W40,
      address: ADDRESS,
      phone: '+33 4 00 00 00 00',
      timeZone: 'Europe/Paris',
    },
    orders: [0, 1, 2].slice(0, 1 + (i % 3)).map((n) => ({
      shortCode: n === 0 ? LONG_CODE : `K${n}${i}`,
      state: state === 'completed' ? ('handed_over' as const) : ('preparing' as const),
    })),
    window: { from: iso(now + 26 * 60 * MINUTE), to: iso(now + 27 * 60 * MINUTE) },
    placedAt: iso(now),
    state,
    sharing: 'none',
    bay: i % 8 === 0 ? LONG_BAY : null,
    arrivedAt: null,
    closedAt: state === 'completed' ? iso(now) : null,
  };
}

const gone = (reason: 'revoked' | 'ended' | 'expired'): Problem => ({
  type: 'about:blank',
  title: '',
  status: 410,
  code: 'link-gone',
  reason,
  store: { name: LONG_STORE, phone: '+33 (0)4 00 00 00 00' },
});
const refusal = (status: number, code: string): Problem => ({ type: 'about:blank', title: '', status, code });

/** @param now Unix ms */
export function customerScenes(now: number, language: 'fr' | 'en'): readonly CustomerScene[] {
  const view = (trip: Partial<Trip>, over: Partial<CustomerView> = {}): CustomerView =>
    viewOf(now, trip, { language, ...over });
  const held = [0, 1, 2, 3, 8].map((i) => summaryOf(i, now));
  const tomorrow = { from: iso(now + 26 * 60 * MINUTE), to: iso(now + 27 * 60 * MINUTE) };
  const later = [orderOf(0, { state: 'preparing', window: tomorrow }), orderOf(1, { state: 'placed' })];
  const message = { message: 'hazard_lights' as const, sentAt: iso(now) };
  const late = [orderOf(0, { state: 'preparing', expectedReadyAt: iso(now + 5 * MINUTE) })];
  const runner = { name: NAMES[1], since: iso(now) };
  const otherStore = { name: `${LONG_STORE.slice(0, 40)}${W40}` };
  return [
    { name: 'open', view: view({}), held },
    { name: 'open before the slot', view: view({}, { orders: later, customerName: `${NAMES[2]} D.` }) },
    { name: 'why to share', view: view({}), press: 'customer_go' },
    { name: 'on the way, not shared', view: view({ state: 'started', sharing: 'declined', message }) },
    { name: 'on the way, shared', view: view({ state: 'approaching', sharing: 'live' }, { orders: late }) },
    {
      name: 'position refused',
      view: view({ state: 'started', sharing: 'declined' }),
      press: 'customer_share',
    },
    {
      name: 'sharing stopped',
      view: view({
        state: 'started',
        sharing: 'stopped',
        sharingStoppedAt: iso(now - 3 * MINUTE),
        expectedAt: iso(now + 8 * MINUTE),
      }),
    },
    {
      name: 'overdue',
      view: view({ state: 'started', sharing: 'declined', declaredArrivalAt: iso(now - 246 * MINUTE) }),
    },
    {
      name: 'changes on the way',
      view: view(
        { state: 'started', sharing: 'declined' },
        { services: ['walk_in', 'drive_through'], substitute: { name: W40, namedAt: iso(now) } },
      ),
      unfold: 'task_change_title',
    },
    {
      name: 'of a substitute',
      view: view({ state: 'started', sharing: 'declined' }, { substituteFor: `${NAMES[1]}z D.` }),
    },
    { name: 'missing goods', view: view({ state: 'arrived' }, { shortages: [shortageOf(now)] }) },
    {
      name: 'position shared',
      view: view({ state: 'started', sharing: 'live', expectedAt: iso(now - 46 * MINUTE) }),
      located: true,
    },
    {
      name: 'tap refused',
      view: view({ state: 'started', sharing: 'declined' }),
      press: 'customer_here',
      tapRefused: { ...refusal(409, 'not-allowed-now'), title: INSTRUCTIONS },
    },
    {
      name: 'an app of one’s own',
      view: view({ state: 'started', sharing: 'live' }),
      press: ['customer_phone_title', 'customer_phone_connect'],
    },
    { name: 'no network', view: view({ state: 'started', sharing: 'declined' }), offline: true },
    { name: 'left the store', view: view({ state: 'departed', sharing: 'live', otherStore }) },
    { name: 'here, which bay', view: view({ ...arrivedAt(now, 0.2), message }) },
    { name: 'here, far away', view: view({ ...arrivedAt(now, 1, false), bay: LONG_BAY }) },
    {
      name: 'here, sorry',
      view: view({ ...arrivedAt(now, 127), bay: LONG_BAY }, { placeInLine: 142, orders: late }),
    },
    { name: 'here, runner', view: view({ ...arrivedAt(now, 2), bay: LONG_BAY }, { runner }), held },
    {
      name: 'not here yet?',
      view: view({ ...arrivedAt(now, 4), bay: LONG_BAY, sharing: 'live', questionedAt: iso(now) }),
    },
    {
      name: 'done',
      view: view(
        { state: 'completed', completedAt: iso(now) },
        {
          customerName: `${W40} D.`,
          orders: [orderOf(0, { state: 'handed_over', handOverCode: null })],
          receipt: { fixesReceived: 1_284, sharingStoppedAt: iso(now), erasedAt: iso(now) },
        },
      ),
      held,
    },
    {
      name: 'canceled',
      view: view({ state: 'canceled' }, { orders: [0, 1].map((i) => orderOf(i, { state: 'canceled' })) }),
    },
    {
      name: 'not collected',
      view: view({ state: 'expired' }, { orders: [0, 1].map((i) => orderOf(i, { state: 'not_collected' })) }),
    },
    { name: 'link withdrawn', refused: gone('revoked') },
    { name: 'link ended', refused: gone('ended') },
    { name: 'no session', refused: refusal(401, 'not-signed-in') },
    { name: 'wrong set-up', refused: refusal(403, 'not-allowed') },
    { name: 'broken link', fragment: '#nonsense' },
    { name: 'sign without an order', fragment: `#at/lyon/${LONG_BAY}`, held: [] },
    { name: 'which order', fragment: '', held },
    { name: 'which order at the sign', fragment: `#at/lyon/${LONG_BAY}`, held },
  ];
}

/** The trips as the server lists them. */
export const heldOf = ({ held }: CustomerScene, now: number): TripsHeld => ({
  serverTime: now,
  trips: [...(held ?? [])],
});
