/**
 * The decision on missing goods: staff ask, the customer answers, silence falls back to what the store does then. Expected
 * refusals are values for the caller to answer; nothing is thrown.
 */
import type { StoreWithGoods } from '../stock/index.js';
import { nextState } from '../transitions.js';
import type { ShortageChoice, ShortageFallback } from './shortage-policy.js';
import {
  SHORTAGE_TRANSITIONS,
  type ShortageCommandName,
  type ShortageState,
} from './shortage-transitions.js';

/** What staff asked about one line. Instants are Unix milliseconds. */
export interface ShortageQuestion {
  /** How many of the line are missing. */
  readonly missing: number;
  /** What is offered instead, in words; null when nothing is. */
  readonly substitute: string | null;
  /** Other stores that have the goods, nearest first; none where the customer may not choose one. */
  readonly stores: readonly StoreWithGoods[];
  /** What the customer may choose. */
  readonly choices: readonly ShortageChoice[];
  /** What happens when they say nothing. */
  readonly fallback: ShortageFallback;
  readonly until: number;
}

export interface Shortage extends ShortageQuestion {
  readonly state: ShortageState;
  readonly askedAt: number;
  /** What was agreed, or fallen back to; null while it is open and once it was withdrawn. */
  readonly choice: ShortageChoice | null;
  /** The id of the store that was agreed on, with the choice `another_store`; otherwise null. */
  readonly chosenStore: string | null;
  /** When it was agreed, fallen back to or withdrawn. */
  readonly settledAt: number | null;
}

export type ShortageCommand =
  | { readonly name: 'ask'; readonly question: ShortageQuestion }
  | { readonly name: 'answer'; readonly choice: ShortageChoice; readonly store: string | null }
  | { readonly name: 'fall_back' }
  | { readonly name: 'withdraw' };

/** What the decision needs of the order that the line belongs to. */
export interface ShortOrder {
  /** Whether it is still to be handed over. */
  readonly open: boolean;
  /** How many of the line were ordered. */
  readonly ordered: number;
  readonly handedOver: boolean;
}

export type ShortageFact = 'line_short' | 'shortage_settled' | 'shortage_withdrawn';

export interface ShortageDecided {
  readonly shortage: Shortage;
  /** Null when nothing changed: the same tap again. */
  readonly fact: ShortageFact | null;
}
export interface ShortageRefusal {
  readonly refused:
    | 'not-possible-now'
    /** The line has not so many. */
    | 'more-than-ordered'
    /** The limit has passed. */
    | 'answer-too-late'
    /** It, or its store, is not among what was asked. */
    | 'choice-not-offered';
}

/**
 * @param shortage undefined when nothing of the line was missing so far
 * @param now Unix ms
 */
export function decideShortage(
  shortage: Shortage | undefined,
  command: ShortageCommand,
  order: ShortOrder,
  now: number,
): ShortageDecided | ShortageRefusal {
  if (command.name === 'ask') return ask(shortage, command.question, order, now);
  if (!shortage) return { refused: 'not-possible-now' };
  if (command.name === 'fall_back') return fallBack(shortage, order, now);
  if (!order.open) return { refused: 'not-possible-now' };
  return command.name === 'answer' ? answer(shortage, command, now) : withdraw(shortage, now);
}

function ask(
  before: Shortage | undefined,
  question: ShortageQuestion,
  { open, ordered }: ShortOrder,
  now: number,
): ShortageDecided | ShortageRefusal {
  if (!open) return { refused: 'not-possible-now' };
  if (question.missing > ordered) return { refused: 'more-than-ordered' };
  const same = before?.missing === question.missing && before.substitute === question.substitute;
  if (before && same && before.state !== 'withdrawn') return { shortage: before, fact: null };
  return {
    shortage: {
      ...question,
      state: 'asked',
      askedAt: now,
      choice: null,
      chosenStore: null,
      settledAt: null,
    },
    fact: 'line_short',
  };
}

function answer(
  shortage: Shortage,
  { choice, store }: Extract<ShortageCommand, { name: 'answer' }>,
  now: number,
): ShortageDecided | ShortageRefusal {
  if (shortage.state === 'fallen_back') return { refused: 'answer-too-late' };
  if (!can(shortage, 'answer')) return { refused: 'not-possible-now' };
  const chosenStore = choice === 'another_store' ? store : null;
  const hasStore = shortage.stores.some(({ id }) => id === chosenStore);
  if (!shortage.choices.includes(choice) || (choice === 'another_store' && !hasStore))
    return { refused: 'choice-not-offered' };
  // The same tap again, from another phone or sent late: it was taken already.
  if (shortage.choice === choice && shortage.chosenStore === chosenStore) return { shortage, fact: null };
  if (now >= shortage.until) return { refused: 'answer-too-late' };
  return {
    shortage: { ...shortage, state: 'agreed', choice, chosenStore, settledAt: now },
    fact: 'shortage_settled',
  };
}

/** At the limit; or at the hand-over, when there is nothing left to ask. */
function fallBack(
  shortage: Shortage,
  { handedOver }: ShortOrder,
  now: number,
): ShortageDecided | ShortageRefusal {
  if (!can(shortage, 'fall_back') || (now < shortage.until && !handedOver))
    return { refused: 'not-possible-now' };
  return {
    shortage: { ...shortage, state: 'fallen_back', choice: shortage.fallback, settledAt: now },
    fact: 'shortage_settled',
  };
}

function withdraw(shortage: Shortage, now: number): ShortageDecided {
  if (shortage.state === 'withdrawn') return { shortage, fact: null };
  return {
    shortage: { ...shortage, state: 'withdrawn', choice: null, chosenStore: null, settledAt: now },
    fact: 'shortage_withdrawn',
  };
}

const can = ({ state }: Shortage, command: ShortageCommandName): boolean =>
  nextState(SHORTAGE_TRANSITIONS, state, command) !== undefined;
