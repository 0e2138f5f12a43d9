/** Devices, people, and what the board sends and gets over HTTP. */
import { z } from 'zod';
import { BoardStore, Card, LogPosition, Progress, Visitor } from '../events/index.js';
import {
  BayLabel,
  DeviceId,
  DeviceKind,
  Instant,
  Language,
  NoProofReason,
  Proof,
  ShortMessage,
  StaffId,
  StaffRole,
  StoreId,
  TripId,
} from '../ids/index.js';
import { says } from '../problems/field-texts.js';
import { line, typedCode } from '../text/index.js';

/** `POST /v1/devices/enrol`: a single-use code makes this browser a board of the store. */
export const EnrolDevice = z
  .strictObject({
    code: z
      .string()
      .trim()
      .toUpperCase()
      .transform((c) => c.replace(/[\s-]/g, ''))
      .pipe(z.string().regex(/^[A-Z2-9]{8}$/, says('the code has 8 letters or digits'))),
    name: line(1, 40),
  })
  .meta({ id: 'EnrolDevice' });
export type EnrolDevice = z.infer<typeof EnrolDevice>;

/** `POST /v1/stores/:storeId/devices/codes` (manager). */
export const NewEnrolCode = z.strictObject({ kind: DeviceKind }).meta({ id: 'NewEnrolCode' });
export const EnrolCodeView = z
  .object({ code: z.string(), kind: DeviceKind, expiresAt: Instant })
  .meta({ id: 'EnrolCode' });
export type EnrolCodeView = z.infer<typeof EnrolCodeView>;

export const DeviceView = z
  .object({
    id: DeviceId,
    storeId: StoreId,
    name: z.string(),
    kind: DeviceKind,
    enrolledAt: Instant,
    revokedAt: Instant.nullable(),
  })
  .meta({ id: 'Device' });
export type DeviceView = z.infer<typeof DeviceView>;

const Pin = z.string().regex(/^\d{6,10}$/, says('a PIN has 6 to 10 digits'));
const Login = z.string().trim().min(3).max(80);
const Password = z.string().min(12).max(200);

/** `POST /v1/staff/sign-in` on an enrolled handheld. */
export const PinSignIn = z.strictObject({ staffId: StaffId, pin: Pin }).meta({ id: 'PinSignIn' });
export type PinSignIn = z.infer<typeof PinSignIn>;

/** `POST /v1/sign-in` for the manager's page. */
export const PasswordSignIn = z
  .strictObject({ login: z.string().trim().min(1).max(80), password: z.string().min(1).max(200) })
  .meta({ id: 'PasswordSignIn' });
export type PasswordSignIn = z.infer<typeof PasswordSignIn>;

export const StaffView = z
  .object({ id: StaffId, name: z.string(), role: StaffRole, disabledAt: Instant.nullable() })
  .meta({ id: 'Staff' });
export type StaffView = z.infer<typeof StaffView>;

export const NewStaff = z
  .strictObject({
    name: line(1, 40),
    role: StaffRole,
    pin: Pin.optional(),
    login: Login.optional(),
    password: Password.optional(),
  })
  .meta({ id: 'NewStaff' });
export type NewStaff = z.infer<typeof NewStaff>;

/** `POST /v1/stores/:storeId/staff/:staffId/pin` (manager): whoever is signed in with the old one is out. */
export const NewPin = z.strictObject({ pin: Pin }).meta({ id: 'NewPin' });
export type NewPin = z.infer<typeof NewPin>;

/** `POST /v1/staff/me/pin`: one's own, which takes the current one. */
export const ChangePin = z
  .strictObject({ current: z.string().min(1).max(10), pin: Pin })
  .meta({ id: 'ChangePin' });
export type ChangePin = z.infer<typeof ChangePin>;

/** `POST /v1/stores/:storeId/staff/:staffId/password`: `login` only for who has none yet or changes it. */
export const NewPassword = z
  .strictObject({ password: Password, login: Login.optional() })
  .meta({ id: 'NewPassword' });
export type NewPassword = z.infer<typeof NewPassword>;

/** `POST /v1/me/password`: one's own, which takes the current one. */
export const ChangePassword = z
  .strictObject({ current: z.string().min(1).max(200), password: Password })
  .meta({ id: 'ChangePassword' });
export type ChangePassword = z.infer<typeof ChangePassword>;

/** `GET /v1/device`: what an enrolled screen needs before anybody signs in. */
export const DeviceSession = z
  .object({
    device: z.object({ id: DeviceId, name: z.string(), kind: DeviceKind }),
    store: z.object({ id: StoreId, name: z.string(), languages: z.array(Language), timeZone: z.string() }),
    /** Who may sign in here; only first names. */
    people: z.array(z.object({ id: StaffId, name: z.string() })),
    signedIn: z.object({ staffId: StaffId, name: z.string(), role: StaffRole }).nullable(),
  })
  .meta({ id: 'DeviceSession' });
export type DeviceSession = z.infer<typeof DeviceSession>;

/** `GET /v1/me` for the manager's page. */
export const ManagerSession = z
  .object({
    staffId: StaffId,
    name: z.string(),
    role: StaffRole,
    stores: z.array(z.object({ id: StoreId, name: z.string() })),
  })
  .meta({ id: 'ManagerSession' });
export type ManagerSession = z.infer<typeof ManagerSession>;

/** The five figures that everybody sees, of the store's own today. */
export const FiveFigures = z
  .object({
    handedOver: z.number().int(),
    /** Share of the judged waits within the goal, in store minutes; null when there is none. 0-100. */
    withinGoalPercent: z.number().nullable(),
    /** Median of the same waits on the same clock: store minutes, in seconds. */
    medianWaitS: z.number().nullable(),
    /** The goal that the share is judged by; seconds. */
    goalS: z.number(),
    /**
     * How many waits share and median rest on: of customers who were served today, and of those who still wait
     * and have passed the goal. A wait that is open and within the goal says nothing yet.
     */
    judged: z.object({ served: z.number().int(), open: z.number().int() }),
    /** Since when the longest wait of those open now has run, fair clock; null when nobody waits. */
    longestOpenSince: Instant.nullable(),
    onTheWay: z.number().int(),
    /** Arrivals of today that nobody closed before the store did; each counts as a miss of the goal. */
    leftOpen: z.number().int().optional(),
  })
  .meta({ id: 'FiveFigures' });
export type FiveFigures = z.infer<typeof FiveFigures>;

/** `GET /v1/stores/:storeId/board`: cards and their place in the log, from one transaction. */
export const BoardSnapshot = z
  .object({
    position: LogPosition,
    serverTime: z.number(),
    store: BoardStore,
    cards: z.array(Card),
    /** Customers of other stores who stand here; absent when there are none. */
    visitors: z.array(Visitor).optional(),
    progress: z.array(Progress),
    figures: FiveFigures,
  })
  .meta({ id: 'BoardSnapshot' });
export type BoardSnapshot = z.infer<typeof BoardSnapshot>;

/** Commands on `/v1/stores/:storeId/orders/:orderId/…`; each answers the card as it is afterwards. */
export const HandOver = z
  .strictObject({
    proof: Proof,
    /** Needed with proof `code` and `qr`. */
    code: z.string().max(40).transform(typedCode).pipe(z.string().max(12)).optional(),
    /** Needed with proof `none`; `other` needs words as well. */
    reason: NoProofReason.optional(),
    reasonNote: line(0, 200).optional(),
    /** When the tap was made, if it was sent later. */
    tappedAt: Instant.optional(),
  })
  .refine((h) => (h.proof !== 'code' && h.proof !== 'qr') || Boolean(h.code), {
    path: ['code'],
    message: says('the customer’s code is needed with this proof'),
  })
  .meta({ id: 'HandOver' });
export type HandOver = z.infer<typeof HandOver>;

export const StaffTap = z.strictObject({ tappedAt: Instant.optional() }).meta({ id: 'StaffTap' });
export type StaffTap = z.infer<typeof StaffTap>;

/** Staff enter an arrival for a caller or somebody at the door. */
export const EnterArrival = z
  .strictObject({ bay: BayLabel.nullable().default(null), tappedAt: Instant.optional() })
  .meta({ id: 'EnterArrival' });
export type EnterArrival = z.infer<typeof EnterArrival>;

/** `POST …/message`: the customer's page shows it at once, in the customer's language. */
export const SendMessage = z
  .strictObject({ message: ShortMessage, tappedAt: Instant.optional() })
  .meta({ id: 'SendMessage' });
export type SendMessage = z.infer<typeof SendMessage>;

/** `GET /v1/stores/:storeId/orders/search`: the beginning of a name or of a short code. */
export const OrderSearch = z.strictObject({ q: line(2, 40) }).meta({ id: 'OrderSearch' });
export type OrderSearch = z.infer<typeof OrderSearch>;

/** The most orders that a search answers. */
export const MOST_FOUND = 10;
/** The orders found, the likeliest first. */
export const FoundOrders = z.object({ cards: z.array(Card) }).meta({ id: 'FoundOrders' });
export type FoundOrders = z.infer<typeof FoundOrders>;

/** `GET /v1/stores/:storeId/orders/unfinished`: what stands in no column and is not done. */
export const UnfinishedOrders = z
  .object({
    /** Arrivals that nobody closed before the store did, newest first. */
    leftOpen: z.array(Card),
    /** Orders given up in the last two weeks, newest first. */
    notCollected: z.array(Card),
  })
  .meta({ id: 'UnfinishedOrders' });
export type UnfinishedOrders = z.infer<typeof UnfinishedOrders>;

export const CardAnswer = z.object({ card: Card }).meta({ id: 'CardAnswer' });
export type CardAnswer = z.infer<typeof CardAnswer>;

/** `GET /v1/stores/:storeId/stats/today` */
export const TodayStats = z
  .object({
    date: z.string(),
    timeZone: z.string(),
    goalS: z.number(),
    figures: FiveFigures,
    pickups: z.array(
      z.object({
        orderId: z.string(),
        tripId: TripId,
        shortCode: z.string(),
        customerName: z.string(),
        orderState: z.string(),
        arrival: z.object({ occurredAt: Instant, evidence: z.string(), confirmed: z.boolean() }).nullable(),
        claimedBy: z.string().nullable(),
        claimedAt: Instant.nullable(),
        handedOverAt: Instant.nullable(),
        proof: Proof.nullable(),
        /** Closed waits carry their split; an open wait its split so far, with `open` set. */
        wait: z
          .object({
            totalMs: z.number(),
            earlyMs: z.number(),
            shortNoticeMs: z.number(),
            storeMs: z.number(),
            open: z.boolean(),
            /** Nobody closed it: it ran at least this long. */
            leftOpen: z.boolean().optional(),
          })
          .nullable(),
        corrections: z.number().int(),
      }),
    ),
  })
  .meta({ id: 'TodayStats' });
export type TodayStats = z.infer<typeof TodayStats>;
