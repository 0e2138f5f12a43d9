/**
 * The alerts of a store, decided from what is observed of it at one moment. Nothing is remembered: an alert ends by itself
 * as soon as its condition does, and a store has at most one of each kind, so that whoever sends alerts on can compare two
 * decisions by their kinds.
 */
import type { FenceFinding } from '../fence/index.js';

/** The shorter of the two windows in which misses are counted, ms. The longer one is the store's day. */
export const SHORT_WINDOW_MS = 30 * 60_000;
/** One or two slow hand-overs are no trend. */
const LEAST_MISSES = 3;
/** Misses in the short window alert when they come this many times as often as the objective allows. */
const BURNING_RATE = 2;
/** Board presence is noted every 15 s; after three missing notes no board counts as connected. Ms. */
export const DARK_AFTER_MS = 45_000;
/** Fewer predictions say nothing about how good they are. */
const LEAST_PREDICTIONS = 20;
/** Half of the predictions are further off than this, seconds. */
const MOST_MEDIAN_ERROR_S = 120;
/** Predictions are this much too early or too late on average, seconds. */
const MOST_BIAS_S = 90;

export interface CountedWaits {
  /** Judged waits. */
  readonly n: number;
  /** Those of the goal or longer. */
  readonly missed: number;
}

export interface WaitsSeen {
  readonly lastHalfHour: CountedWaits;
  readonly today: CountedWaits;
  /** How many waits a day like today usually has; 0 when there was none before. */
  readonly usualDay: number;
  /** Share of waits that the store wants within its goal, below 100. */
  readonly objectivePercent: number;
}

export interface BoardsSeen {
  /** Customers who are here and have not got their order. */
  readonly waiting: number;
  /** Unix ms, as all instants here. Null when nobody waits. */
  readonly waitingSince: number | null;
  readonly isOpen: boolean;
  /** When a board was last known to be connected; null for never. */
  readonly lastConnectedAt: number | null;
}

/** Recent predictions of arrivals; errors are predicted − true, seconds. */
export interface PredictionsSeen {
  readonly n: number;
  readonly medianErrorS: number | null;
  readonly biasS: number | null;
}

export interface StoreSeen {
  readonly now: number;
  readonly waits: WaitsSeen;
  readonly boards: BoardsSeen;
  readonly predictions: PredictionsSeen;
  readonly fence: readonly FenceFinding[];
}

/** A finding for which the outline or the pin has to be changed. */
export type WrongFence = Exclude<FenceFinding, { kind: 'right' | 'too_few' | 'small' | 'narrow' }>;

export type StoreAlert =
  | {
      readonly kind: 'misses';
      readonly lastHalfHour: CountedWaits;
      readonly today: CountedWaits;
      /** How many misses the objective allows today, rounded down. */
      readonly allowedToday: number;
      /** Share of those that are used, percent; above 100 when there were more. */
      readonly burnPercent: number;
    }
  | { readonly kind: 'dark_board'; readonly waiting: number; readonly waitingSince: number }
  | { readonly kind: 'eta'; readonly n: number; readonly medianErrorS: number; readonly biasS: number }
  | { readonly kind: 'fence'; readonly finding: WrongFence };

/** All alerts of a store, the most urgent first. */
export function storeAlerts({ now, waits, boards, predictions, fence }: StoreSeen): StoreAlert[] {
  return [darkBoard(boards, now), missesBurning(waits), etaWrong(predictions), fenceWrong(fence)].filter(
    (alert) => alert !== undefined,
  );
}

/** The misses that the objective allows today: of a usual day, or of the waits so far once they are more. */
export function allowedMisses({
  today,
  usualDay,
  objectivePercent,
}: Omit<WaitsSeen, 'lastHalfHour'>): number {
  return (Math.max(today.n, usualDay) * (100 - objectivePercent)) / 100;
}

/**
 * Two windows, so that it is neither one slow hand-over nor a morning that has long been over: misses come at least twice
 * as fast as allowed in the last half hour, and the day as a whole has more than its share, too.
 */
function missesBurning(waits: WaitsSeen): StoreAlert | undefined {
  const { lastHalfHour, today, objectivePercent } = waits;
  const allowedShare = (100 - objectivePercent) / 100;
  const isBurning =
    lastHalfHour.missed >= LEAST_MISSES &&
    lastHalfHour.missed >= BURNING_RATE * allowedShare * lastHalfHour.n &&
    today.missed > allowedShare * today.n;
  if (!isBurning) return undefined;
  const allowed = allowedMisses(waits);
  return {
    kind: 'misses',
    lastHalfHour,
    today,
    allowedToday: Math.floor(allowed),
    burnPercent: Math.round((100 * today.missed) / allowed),
  };
}

/** Somebody waits while the store is open, and no screen shows them. */
export function darkBoard(
  { waiting, waitingSince, isOpen, lastConnectedAt }: BoardsSeen,
  now: number,
): StoreAlert | undefined {
  const isDark = lastConnectedAt === null || now - lastConnectedAt > DARK_AFTER_MS;
  return waitingSince !== null && isOpen && isDark
    ? { kind: 'dark_board', waiting, waitingSince }
    : undefined;
}

function etaWrong({ n, medianErrorS, biasS }: PredictionsSeen): StoreAlert | undefined {
  if (n < LEAST_PREDICTIONS || medianErrorS === null || biasS === null) return undefined;
  const isWrong = medianErrorS > MOST_MEDIAN_ERROR_S || Math.abs(biasS) > MOST_BIAS_S;
  return isWrong ? { kind: 'eta', n, medianErrorS, biasS } : undefined;
}

const isWrongFence = (finding: FenceFinding): finding is WrongFence =>
  finding.kind === 'moved' ||
  finding.kind === 'outside' ||
  finding.kind === 'too_wide' ||
  finding.kind === 'pin_off';

function fenceWrong(findings: readonly FenceFinding[]): StoreAlert | undefined {
  const finding = findings.find(isWrongFence);
  return finding && { kind: 'fence', finding };
}
