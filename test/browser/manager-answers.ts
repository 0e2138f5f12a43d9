import type {
  AccountNotice,
  BegunTotp,
  DeviceView,
  ManagerSession,
  OpenEnrolCode,
  OwnSession,
  SecondFactorsView,
  SetUpView,
  ShopKeyView,
  ShownRecoveryCodes,
  SignInAnswer,
  StaffView,
  TodayStats,
} from '@curbline/contracts/http';
import { samplePickups, sampleStats, sampleTimeline } from '../../apps/web/fixtures/figures.js';
import { sampleStoresTable } from '../../apps/web/fixtures/stores-table.js';
import { LONG_STORE, NAMES } from './crowded-store.js';
import { LONG_CODE, W40 } from './long-words.js';
import { GESTURES } from './gesture-answers.js';
import { RATINGS } from './rating-answers.js';
import { shopAnswers } from './shop-answers.js';
import { webhookAnswers } from './webhook-answers.js';
import { alerts, audit, health, iso, messages, STORE, store, uuid } from './manager-store-answers.js';

/** What the server answers a manager's page, with the longest words that it lets through. */
const MINUTE = 60_000;
const person = (i: number): string => [NAMES[1], NAMES[2], W40, 'Léa'][i % 4]!;

const at = (path: string): string => `/v1/stores/${STORE}${path}`;

type Pickup = TodayStats['pickups'][number];

function pickupOf(i: number, now: number): Pickup {
  const arrivedAt = iso(now - (i * 17 + 4) * MINUTE);
  const storeMs = i === 0 ? 127 * MINUTE : i * 40_000;
  const waits = i % 4 !== 3;
  return {
    orderId: `order-${i}`,
    tripId: uuid(i),
    shortCode: i % 3 === 0 ? LONG_CODE : `K${100 + i}`,
    customerName: `${person(i)} D.`,
    orderState: waits ? 'handed_over' : 'preparing',
    arrival: waits ? { occurredAt: arrivedAt, evidence: 'position_parked', confirmed: i % 2 === 0 } : null,
    claimedBy: waits ? person(i + 1) : null,
    claimedAt: waits ? arrivedAt : null,
    handedOverAt: i % 2 === 0 ? iso(now) : null,
    proof: waits ? (['id_checked', 'none', 'code'] as const)[i % 3]! : null,
    wait: waits
      ? {
          totalMs: storeMs + 20 * MINUTE,
          earlyMs: 18 * MINUTE,
          shortNoticeMs: 2 * MINUTE,
          storeMs,
          open: i % 2 === 1,
        }
      : null,
    corrections: i,
  };
}

function today(now: number): TodayStats {
  return {
    date: iso(now).slice(0, 10),
    timeZone: 'Europe/Paris',
    goalS: 120,
    figures: {
      handedOver: 1_284,
      goalS: 120,
      judged: { served: 1_284, open: 200 },
      withinGoalPercent: 100,
      medianWaitS: 7_250,
      longestOpenSince: iso(now - 127 * MINUTE),
      onTheWay: 142,
      leftOpen: 12,
    },
    pickups: Array.from({ length: 8 }, (_, i) => pickupOf(i, now)),
  };
}

const devices = (now: number): DeviceView[] =>
  [0, 1, 2].map((i) => ({
    id: uuid(i),
    storeId: STORE,
    name: [W40, 'Terminal du quai numéro 1, rue Hrant-Dink', NAMES[1]][i]!,
    kind: i === 1 ? 'wall' : 'handheld',
    enrolledAt: iso(now),
    lastSeenAt: i === 1 ? null : iso(now - 60 * MINUTE),
    revokedAt: i === 2 ? iso(now) : null,
    version: 1,
  }));

const codes = (now: number): OpenEnrolCode[] =>
  [W40, null].map((name, i) => ({
    id: uuid(i),
    kind: i === 0 ? 'wall' : 'handheld',
    name,
    createdAt: iso(now),
    expiresAt: iso(now + 7 * 24 * 60 * MINUTE),
  }));

const admins = (now: number): StaffView[] =>
  [0, 1, 2].map((i) => ({
    id: uuid(i),
    name: person(i),
    role: 'admin',
    disabledAt: i === 2 ? iso(now) : null,
    version: 1,
    home: null,
    stores: [],
    regions: [],
  }));

const shopKeys = (now: number): ShopKeyView[] =>
  [0, 1, 2].map((i) => ({
    id: uuid(i),
    shopId: 'w'.repeat(40),
    name: `${W40}WMWMWMWMWMWMWMWMWMWM`,
    storeIds: i === 0 ? [STORE, 'w'.repeat(40)] : null,
    scopes: i === 0 ? ['orders', 'figures'] : ['figures'],
    createdAt: iso(now),
    expiresAt: i === 1 ? iso(now + MINUTE * 60 * 24) : null,
    lastUsedAt: i === 1 ? null : iso(now),
    revokedAt: i === 2 ? iso(now) : null,
  }));

const setUp: SetUpView = {
  steps: (['hours', 'place', 'people', 'screens', 'order'] as const).map((step, i) => ({
    step,
    done: i === 1,
    skipped: i === 3,
  })),
};

const people = (now: number): StaffView[] =>
  [0, 1, 2, 3].map((i) => ({
    id: uuid(i),
    name: person(i),
    role: i === 1 ? 'manager' : 'staff',
    disabledAt: i === 3 ? iso(now) : null,
    version: 1,
    home: { id: STORE, name: W40 },
    stores: i === 2 ? [0, 1, 2, 3, 4].map((n) => ({ id: `store-${n}`, name: NAMES[n % 2] ?? W40 })) : [],
    regions: i === 2 ? ['W'.repeat(40), 'Provence-Alpes-Côte d’Azur'] : [],
  }));

const notices = (now: number): AccountNotice[] =>
  (['second-factor-reset', 'device-token-reused', 'recovery-codes-made'] as const).map((kind, i) => ({
    id: uuid(i),
    kind,
    by: person(i + 1),
    byYourself: false,
    occurredAt: iso(now),
    seenAt: i === 2 ? iso(now) : null,
  }));

const sessions = (now: number): OwnSession[] =>
  [0, 1].map((i) => ({
    id: 'x'.repeat(42) + i,
    current: i === 0,
    browser: 'Samsung Internet · Windows Subsystem for Android',
    network: '2001:db8:ffff:ffff::/64',
    signedInAt: iso(now),
    lastUsedAt: iso(now),
  }));

const factors = (now: number): SecondFactorsView => ({
  passkeys: [0, 2].map((i) => ({ id: uuid(i), name: person(i), createdAt: iso(now), lastUsedAt: iso(now) })),
  totpSince: iso(now),
  recoveryCodesLeft: 10,
  required: true,
  totpOffered: true,
});

const me: ManagerSession = {
  staffId: uuid(1),
  name: person(0),
  role: 'admin',
  stores: [
    { id: STORE, name: LONG_STORE },
    { id: 'bron', name: W40 },
  ],
};
const stage = (stage: SignInAnswer['stage']): SignInAnswer => ({
  stage,
  methods: ['passkey', 'totp', 'recovery-code'],
  session: null,
});
const totp: BegunTotp = {
  secret: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567',
  uri: 'otpauth://totp/Curbline?secret=ABCDEFGHIJKLMNOPQRSTUVWXYZ234567',
};
const recoveryCodes: ShownRecoveryCodes = {
  recoveryCodes: Array.from({ length: 10 }, (_, i) => `WWMMW-WMMW${i}`),
};

/** By method and path; whoever is not signed in gets 401 from `/v1/me` and stands at `at`. */
export function managerAnswers(
  now: number,
  signedInAt: SignInAnswer['stage'] | null,
): Record<string, unknown> {
  return {
    ...(signedInAt === null && { 'GET /v1/me': me }),
    'GET /v1/sign-in': stage(signedInAt ?? 'complete'),
    'GET /v1/me/notices': notices(now),
    'GET /v1/me/sessions': sessions(now),
    'GET /v1/me/second-factors': factors(now),
    'POST /v1/me/totp': totp,
    'POST /v1/me/totp/confirm': recoveryCodes,
    [`GET ${at('')}`]: store(),
    [`GET ${at('/stats/today')}`]: today(now),
    [`GET ${at('/ratings')}`]: RATINGS,
    [`GET ${at('/gestures')}`]: GESTURES,
    [`GET ${at('/stats')}`]: sampleStats('2025-11-29', '2026-11-28'),
    'GET /v1/stats/stores': sampleStoresTable(
      [LONG_STORE, W40, NAMES[3], 'Bron'],
      '2026-11-22',
      '2026-11-28',
    ),
    [`GET ${at('/pickups')}`]: samplePickups(18_482),
    [`GET ${at(`/pickups/${samplePickups(1).pickups[0]!.orderId}`)}`]: sampleTimeline(W40),
    [`GET ${at('/fence-health')}`]: health(),
    [`GET ${at('/alerts')}`]: alerts(now),
    [`GET ${at('/audit')}`]: audit(now),
    [`GET ${at('/messages')}`]: messages(now),
    [`GET ${at('/devices')}`]: devices(now),
    [`GET ${at('/devices/codes')}`]: codes(now),
    [`GET ${at('/set-up')}`]: setUp,
    'GET /v1/admins': admins(now),
    'GET /v1/regions': [
      { region: 'W'.repeat(40), stores: 10_000 },
      { region: 'Sud-Est', stores: 1 },
    ],
    'GET /v1/shop-keys': shopKeys(now),
    'POST /v1/shop-keys': { ...shopKeys(now)[0], key: `cbk_${'WM'.repeat(16)}` },
    ...webhookAnswers(now),
    ...shopAnswers(now),
    [`GET ${at('/staff')}`]: people(now),
    [`POST ${at('/devices/codes')}`]: { ...codes(now)[0], code: 'WMWMWMWM' },
    [`POST ${at('/staff')}`]: people(now)[0],
  };
}
