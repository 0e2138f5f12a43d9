import type { Card, Progress, Visitor } from '@curbline/contracts/events';
import type { BoardSnapshot, DeviceSession } from '@curbline/contracts/http';
import { sampleCard } from '../../apps/web/fixtures/board.js';

/** What a full car park looks like: long names, every flag, waits of seconds and of hours. */
const MINUTE = 60_000;
const iso = (ms: number): string => new Date(ms).toISOString();

/** Forty characters each: in words, in one word, as an e-mail, in the widest letters; and two plain ones. */
export const NAMES = [
  'Marie-Antoinette Wilhelmine Bartholomé W',
  'Wolfeschlegelsteinhausenbergerdorffundzu',
  'jean-christophe.delacroix@example.com.fr',
  'WWWWWWWWWWWWWMMMMMMMMMMMMMMMWWWWWWWWWWWW',
  'Bartholomeus D.',
  'Zoé',
  'Maximilian-Alexander',
] as const;
const STAFF = ['Anne-Sophie de La Rochefoucauld-Montbel', 'Léa'] as const;
const BAYS = ['4', '12', 'B7', 'PARKING-NORD', null, 'P2-114'] as const;
const MODELS = ['Volkswagen Transporter California Ocean 2', 'Peugeot 208', null] as const;
const NOTE =
  'Sonnez au portail bleu, puis attendez : le quai est à gauche, derrière les chariots. Merci beaucoup';
const DOUBTS = ['teleport', 'frozen', 'replayed', 'accuracy_zero', 'from_the_future', 'two_phones'] as const;
const WAITS_MIN = [127, 100.5, 61, 59.9, 34, 12.4, 10.1, 4.2, 2.2, 1.1, 0.3];

export const LONG_STORE = 'Hypermarché de la Confluence et des Docks, Lyon Deuxième Arrondissement – Drive';
export const ME = { staffId: '0b6a5f5e-0000-4000-8000-000000000001', name: STAFF[0] };

/** `plain` is the calm case: short names, no flag. `worst` is everything at once. */
export type Kind = 'plain' | 'worst';

const at = <T>(list: readonly T[], i: number): T => list[i % list.length] as T;

/** The `i`-th of those who are here; `now` is Unix ms. */
export function cardHere(i: number, kind: Kind, now: number): Card {
  const base = sampleCard({
    orderId: `here-${i}`,
    tripId: `trip-here-${i}`,
    shortCode: `K${String(100 + i)}`,
    customerName: kind === 'worst' ? at(NAMES, i) : at(['Camille R.', 'Zoé', 'Mohammed B.'], i),
    bay: kind === 'worst' ? at(BAYS, i) : String(1 + i),
  });
  const waitMs = (i < WAITS_MIN.length ? at(WAITS_MIN, i) : Math.max(0.1, 9 - i * 0.04)) * MINUTE;
  const arrival = { ...base.arrival!, occurredAt: iso(now - waitMs), decidedAt: iso(now - waitMs + 9_000) };
  if (kind === 'plain') return { ...base, arrival };
  const claimed = i % 3 === 1;
  return {
    ...base,
    itemsCount: 128,
    flags: ['cold', 'id_check', 'heavy'],
    note: NOTE,
    vehicle: { colour: at(['white', 'purple', 'silver', null], i), model: at(MODELS, i) },
    placement: at(['back_seat', 'ask', 'trunk'], i),
    order: {
      ...base.order,
      state: i % 2 === 0 ? 'preparing' : 'ready',
      recalls: 2,
      claimedBy: claimed ? (i % 2 === 0 ? ME : { staffId: 'other', name: at(STAFF, i) }) : null,
      claimedAt: claimed ? iso(now - waitMs / 2) : null,
    },
    trip: {
      ...base.trip,
      sharing: at(['live', 'declined', 'stopped'], i),
      otherStore: { storeId: 'lyon-2', name: LONG_STORE, since: iso(now - MINUTE) },
    },
    arrival: {
      ...arrival,
      evidence: at(['position_parked', 'tapped_unseen', 'staff_entered', 'bay_scanned'], i),
      reasons: { stoodForS: 1_234, accuracyM: 180, fixes: 214, doubts: [...DOUBTS] },
    },
  };
}

function cardComing(i: number, kind: Kind, now: number, arriving: boolean): Card {
  const card = cardHere(i, kind, now);
  const id = `${arriving ? 'arriving' : 'way'}-${i}`;
  // Told from far away: it stands among those arriving, to be confirmed.
  const told = arriving && i % 3 === 2;
  return {
    ...card,
    orderId: id,
    tripId: `trip-${id}`,
    shortCode: `${arriving ? 'A' : 'W'}${100 + i}`,
    arrival: told ? { ...card.arrival!, evidence: 'tapped_far', confirmed: false } : null,
    bay: arriving ? card.bay : null,
    trip: {
      ...card.trip,
      state: told ? 'arrived' : arriving ? 'approaching' : i % 4 === 3 ? 'departed' : 'started',
      declaredArrivalAt: i % 3 === 0 ? null : iso(now + (i % 3 === 1 ? -46 : 95) * MINUTE),
    },
  };
}

function cardDone(i: number, kind: Kind, now: number): Card {
  const card = cardHere(i, kind, now);
  const totalMs = at([127, 12, 0.8], i) * MINUTE;
  const proof = at(['code', 'id_checked', 'none'] as const, i);
  return {
    ...card,
    orderId: `done-${i}`,
    tripId: `trip-done-${i}`,
    shortCode: `D${100 + i}`,
    order: { ...card.order, state: 'handed_over', handedOverAt: iso(now - i * 20_000), proof },
    trip: { ...card.trip, state: 'completed' },
    wait: { totalMs, earlyMs: 0, shortNoticeMs: 0, storeMs: totalMs },
  };
}

export interface CrowdSize {
  readonly here: number;
  /** On the way, arriving and just handed over, each. */
  readonly others: number;
  readonly visitors?: number;
  readonly bays?: number;
}

/** A board's snapshot of a crowd as it is at `now`, Unix ms. */
export function crowdedStore(size: CrowdSize, kind: Kind, language: 'fr' | 'en', now: number): BoardSnapshot {
  const many = (count: number, make: (i: number) => Card): Card[] =>
    Array.from({ length: count }, (_, i) => make(i));
  const coming = many(size.others, (i) => cardComing(i, kind, now, false));
  const cards = [
    ...many(size.here, (i) => cardHere(i, kind, now)),
    ...many(size.others, (i) => cardComing(i, kind, now, true)),
    ...coming,
    ...many(size.others, (i) => cardDone(i, kind, now)),
  ];
  const progress = coming
    .filter((_, i) => i % 3 === 0)
    .map(({ tripId, storeId }): Progress => ({
      storeId,
      tripId,
      at: iso(now),
      lastSeenAt: iso(now - 17 * MINUTE),
      eta: { seconds: 5_400, lowSeconds: 4_000, highSeconds: 7_000, source: 'position' },
      band: 'far',
      signalLost: true,
      probablyHere: false,
    }));
  const visitors = Array.from({ length: size.visitors ?? 0 }, (_, i): Visitor => ({
    orderId: `visitor-${i}`,
    tripId: `trip-visitor-${i}`,
    shortCode: `V${100 + i}`,
    customerName: at(NAMES, i),
    homeStore: { storeId: 'lyon-2', name: LONG_STORE },
    since: iso(now - MINUTE),
  }));
  const longest = cards.find(({ orderId }) => orderId === 'here-0')?.arrival?.occurredAt ?? null;
  return {
    position: { epoch: 'e1', seq: 1 },
    serverTime: now,
    store: {
      id: 'lyon',
      name: kind === 'worst' ? LONG_STORE : 'Lyon Confluence',
      timeZone: 'Europe/Paris',
      goalS: 120,
      promiseS: 300,
      leadS: 120,
      bays: Array.from({ length: size.bays ?? 12 }, (_, i) =>
        kind === 'worst' && i % 5 === 4 ? `PARKING-${1000 + i}` : String(i + 1),
      ),
      languages: [language],
    },
    cards,
    visitors,
    progress,
    figures: {
      handedOver: kind === 'worst' ? 1_284 : 12,
      goalS: 120,
      judged: kind === 'worst' ? { served: 1_284, open: 200 } : { served: 12, open: 0 },
      withinGoalPercent: kind === 'worst' ? 100 : 83,
      medianWaitS: kind === 'worst' ? 7_250 : 74,
      longestOpenSince: longest,
      onTheWay: size.others,
    },
  };
}

/** Who the screen is; `people` may sign in, the first of them is on shift unless `out`. */
export function deviceSession(
  kind: 'handheld' | 'wall',
  crowdKind: Kind,
  language: 'fr' | 'en',
  { people = 3, out = false } = {},
): DeviceSession {
  const signedIn = kind === 'wall' || out ? null : { ...ME, role: 'staff' as const };
  return {
    device: { id: ME.staffId, name: 'Terminal du quai numéro 1, côté rue Hrant-Dink', kind },
    store: {
      id: 'lyon',
      name: crowdKind === 'worst' ? LONG_STORE : 'Lyon Confluence',
      languages: [language],
      timeZone: 'Europe/Paris',
    },
    people: Array.from({ length: people }, (_, i) => ({
      id: `0b6a5f5e-0000-4000-8000-${String(i + 1).padStart(12, '0')}`,
      name: i === 0 ? ME.name : at([...STAFF, ...NAMES], i),
    })),
    signedIn,
  };
}
