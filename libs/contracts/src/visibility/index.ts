/**
 * What each audience may see of a store's board: the one place that decides it (docs/adr/0025). The snapshot,
 * the replay and the push all go through here.
 *
 *   staff   a person who is signed in: everything
 *   wall    a screen that passers-by can read: name and initial (no name at a discreet store), bay, code and wait
 *   masked  a handheld with nobody signed in: bay, code and wait
 */
import type { Actor, Card, Progress, StoreEvent, Visitor } from '../events/index.js';
import type { BoardSnapshot } from '../http/board.js';
import {
  each,
  everywhere,
  type MaskedAudience,
  notMasked,
  project,
  type Rules,
  type RulesOf,
  staffOnly,
  within,
} from './rules.js';

export type BoardAudience = 'staff' | MaskedAudience;
export const BOARD_AUDIENCES: readonly BoardAudience[] = ['staff', 'wall', 'masked'];

const CLAIMER: Rules<NonNullable<Card['order']['claimedBy']>> = {
  staffId: notMasked(''),
  name: notMasked(''),
};

const ORDER: Rules<Card['order']> = {
  state: everywhere,
  version: everywhere,
  readyAt: everywhere,
  expectedReadyAt: everywhere,
  claimedBy: within(CLAIMER),
  claimedAt: everywhere,
  handedOverAt: everywhere,
  proof: staffOnly(null),
  recalls: everywhere,
  proofReason: staffOnly(undefined),
  proofNote: staffOnly(undefined),
  wrongCodes: staffOnly(undefined),
  collectedBy: staffOnly(undefined),
};

const TRIP: Rules<Card['trip']> = {
  state: everywhere,
  version: everywhere,
  sharing: staffOnly('none'),
  sharedBy: staffOnly(undefined),
  startedAt: everywhere,
  approachingAt: everywhere,
  departedAt: everywhere,
  declaredArrivalAt: everywhere,
  firstSignAt: everywhere,
  otherStore: staffOnly(undefined),
  expectedAt: everywhere,
  questionedAt: everywhere,
  leftOpenAt: everywhere,
  message: staffOnly(undefined),
  lateSaidAt: everywhere,
};

const ARRIVAL: Rules<NonNullable<Card['arrival']>> = {
  occurredAt: everywhere,
  decidedAt: everywhere,
  evidence: everywhere,
  confirmed: everywhere,
  reasons: staffOnly(null),
  predicted: staffOnly(undefined),
};

const CARD: Rules<Card> = {
  orderId: everywhere,
  tripId: everywhere,
  storeId: everywhere,
  shortCode: everywhere,
  customerName: notMasked(''),
  // Neither a wall nor a masked board speaks to the customer: any language will do.
  language: staffOnly('en'),
  service: everywhere,
  serviceChange: everywhere,
  window: everywhere,
  itemsCount: staffOnly(0),
  flags: staffOnly([]),
  note: staffOnly(null),
  order: within(ORDER),
  trip: within(TRIP),
  arrival: within(ARRIVAL),
  bay: everywhere,
  vehicle: staffOnly(null),
  placement: staffOnly(null),
  wait: everywhere,
  corrections: staffOnly(0),
  substitute: staffOnly(undefined),
  // What a person buys is no passer-by's business.
  shortages: staffOnly(undefined),
  locker: everywhere,
  heldUntil: everywhere,
  discreet: everywhere,
  gestures: staffOnly(undefined),
};

/** At a discreet store whoever waits is known by the short code alone, which stands on their page and on the bag. */
const DISCREET_CARD: Rules<Card> = { ...CARD, customerName: staffOnly('') };
const cardRules = ({ discreet }: Card): Rules<Card> => (discreet ? DISCREET_CARD : CARD);

const VISITOR: Rules<Visitor> = {
  orderId: everywhere,
  tripId: everywhere,
  shortCode: everywhere,
  customerName: notMasked(''),
  homeStore: everywhere,
  since: everywhere,
};

const PROGRESS: Rules<Progress> = {
  storeId: everywhere,
  tripId: everywhere,
  at: everywhere,
  lastSeenAt: staffOnly(null),
  eta: everywhere,
  expectedAt: everywhere,
  band: staffOnly(null),
  signalLost: everywhere,
  probablyHere: staffOnly(false),
  doubts: staffOnly(undefined),
};

const ACTOR: Rules<Actor> = { kind: everywhere, id: staffOnly(null), name: staffOnly(null) };

const PAYLOAD: Rules<StoreEvent['payload']> = {
  card: within(cardRules),
  visitor: within(VISITOR),
  store: everywhere,
};

const EVENT: Rules<StoreEvent> = {
  storeId: everywhere,
  epoch: everywhere,
  seq: everywhere,
  type: everywhere,
  version: everywhere,
  entityId: everywhere,
  entityVersion: everywhere,
  tripId: everywhere,
  payload: within(PAYLOAD),
  occurredAt: everywhere,
  recordedAt: everywhere,
  actor: within(ACTOR),
  requestId: staffOnly(null),
};

const SNAPSHOT: Rules<BoardSnapshot> = {
  position: everywhere,
  serverTime: everywhere,
  store: everywhere,
  cards: each(cardRules),
  visitors: each(VISITOR),
  progress: each(PROGRESS),
  figures: everywhere,
  darkness: everywhere,
};

const projector =
  <Message extends object>(rules: RulesOf<Message>) =>
  (audience: BoardAudience, message: Message): Message =>
    audience === 'staff' ? message : project(rules, audience, message);

/** An entry of the store's log as the audience may have it. */
export const eventFor = projector(EVENT);
/** A card as the audience may have it. */
export const cardFor = projector(cardRules);
/** Progress of a trip as the audience may have it. */
export const progressFor = projector(PROGRESS);
/** A board's snapshot as the audience may have it. */
export const snapshotFor = projector(SNAPSHOT);
