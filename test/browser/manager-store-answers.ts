import type {
  StoreAlerts,
  AuditPage,
  FenceHealthView,
  MessagesPage,
  StoreView,
} from '@curbline/contracts/http';
import { LONG_STORE } from './crowded-store.js';
import { ADDRESS, INSTRUCTIONS, LONG_BAY, LONG_CODE, W40 } from './long-words.js';

/** A store as full as the server lets it be, with the longest words. */
export const STORE = 'lyon';
export const iso = (ms: number): string => new Date(ms).toISOString();
export const uuid = (i: number): string => `0b6a5f5e-0000-4000-8000-${String(i).padStart(12, '0')}`;

export function store(): StoreView {
  const [longitude, latitude] = [4.85, 45.76];
  const labels = Array.from({ length: 60 }, (_, i) => (i % 5 === 4 ? `PARKING-${1000 + i}` : String(i + 1)));
  const day = [
    { from: '07:00', to: '09:30' },
    { from: '10:00', to: '12:30' },
    { from: '13:00', to: '18:30' },
    { from: '19:00', to: '23:45' },
  ];
  const message = { en: INSTRUCTIONS.slice(0, 160), fr: INSTRUCTIONS.slice(0, 160) };
  return {
    id: STORE,
    version: 3,
    warnings: [{ field: 'timeZone', code: 'zone_far_off', message }],
    settings: {
      name: LONG_STORE,
      region: W40,
      address: ADDRESS,
      phone: '+33 (0)4 00 00 00 00',
      timeZone: 'America/Argentina/ComodRivadavia',
      languages: ['fr', 'en'],
      hours: [day, day, day, day, day, day, []],
      exceptions: Array.from({ length: 30 }, (_, i) => ({
        from: iso(Date.UTC(2100, 0, 1 + 9 * i)).slice(0, 10),
        to: iso(Date.UTC(2100, 0, 1 + 9 * i + (i % 3))).slice(0, 10),
        spans: i % 2 === 0 ? [] : day,
        label: { fr: W40, en: W40 },
      })),
      goalS: 120,
      promiseS: 300,
      leadS: 120,
      premises: health().premises,
      entrance: { type: 'Point', coordinates: [longitude, latitude] },
      bays: [...labels, LONG_BAY].map((label, i) => ({
        label,
        position: { type: 'Point', coordinates: [longitude + (i % 7) * 1e-4, latitude + i * 2e-5] },
      })),
      instructions: { fr: INSTRUCTIONS, en: INSTRUCTIONS },
    },
  };
}

export function health(): FenceHealthView {
  const ring = (by: number): [number, number][] => [
    [4.85 + by, 45.76],
    [4.851 + by, 45.76],
    [4.851 + by, 45.761],
    [4.85 + by, 45.76],
  ];
  const premises = { type: 'Polygon' as const, coordinates: [ring(0)] };
  return {
    storeVersion: 3,
    stands: 1_284,
    insidePercent: 42,
    findings: [
      { kind: 'outside', percent: 58, metres: 142, towards: 'nw' },
      { kind: 'pin_off', metres: 1_142, towards: 'nw' },
    ],
    premises,
    entrance: { type: 'Point', coordinates: [4.85, 45.76] },
    corrected: { ...premises, coordinates: [ring(0.0004)] },
    squareM: 10,
    squares: [{ middle: [4.8505, 45.7605], stands: 40 }],
  };
}

/** One alert of each kind. */
export const alerts = (now: number): StoreAlerts => ({
  storeId: STORE,
  timeZone: 'Europe/Paris',
  goalS: 125,
  objectivePercent: 90,
  alerts: [
    { kind: 'dark_board', waiting: 12, waitingSince: iso(now - 480_000) },
    {
      kind: 'misses',
      lastHalfHour: { n: 48, missed: 31 },
      today: { n: 1_284, missed: 402 },
      allowedToday: 128,
      burnPercent: 313,
    },
    { kind: 'eta', n: 1_840, medianErrorS: 187, biasS: -142 },
    { kind: 'fence', finding: { kind: 'outside', percent: 38, metres: 45, towards: 'ne' } },
  ],
});

export const audit = (now: number): AuditPage => ({
  entries: [1, 2, 3].map((i) => ({
    id: i,
    storeId: STORE,
    occurredAt: iso(now),
    by: { staffId: uuid(i), name: W40 },
    address: 'WMWMWMWMWMWM',
    action: 'store_changed',
    subject: LONG_STORE,
    changes: [
      { field: 'address', before: ADDRESS, after: W40 },
      { field: 'instructions', before: { fr: INSTRUCTIONS, en: '' }, after: { fr: '', en: INSTRUCTIONS } },
    ],
    undoes: i === 2 ? 1 : null,
  })),
  next: 1,
});

export const messages = (now: number): MessagesPage => ({
  storeId: STORE,
  configured: [],
  next: 'older',
  messages: [0, 1, 2, 3].map((i) => ({
    id: uuid(i),
    orderId: uuid(i),
    tripId: uuid(i),
    kind: (['order_ready', 'customer_not_found', 'order_canceled', 'order_placed'] as const)[i]!,
    channel: (['sms', 'email', 'push', 'sms'] as const)[i]!,
    language: i % 2 === 0 ? 'fr' : 'en',
    state: (['sent', 'waiting', 'failed', 'not_needed'] as const)[i]!,
    reason: i === 2 ? 'answer:400' : null,
    provider: i === 0 ? 'outbox' : 'smtp',
    attempts: i * 3,
    createdAt: iso(now - i * 60_000),
    dueAt: iso(now + 60_000),
    changedAt: iso(now),
    shown:
      i === 3
        ? null
        : {
            to: `${W40}•••@${'w'.repeat(60)}.example`,
            subject: `${LONG_STORE} ${W40}`,
            text: `${LONG_STORE} : commande ${LONG_CODE}. https://pickup.example/p#${'w'.repeat(80)}`,
            link: i === 0 ? 'https://pickup.example/p#w' : null,
          },
  })),
});
