import type { Transition } from '../transitions.js';

export const SHORTAGE_STATES = ['asked', 'agreed', 'fallen_back', 'withdrawn'] as const;
/** What became of goods that are missing: see `decide-shortage.ts`. */
export type ShortageState = (typeof SHORTAGE_STATES)[number];

export const SHORTAGE_COMMANDS = ['ask', 'answer', 'fall_back', 'withdraw'] as const;
export type ShortageCommandName = (typeof SHORTAGE_COMMANDS)[number];

/** Who may do what: staff ask and withdraw, the customer answers, and time alone falls back. */
export const SHORTAGE_ACTORS: Readonly<Record<ShortageCommandName, 'staff' | 'customer' | 'system'>> = {
  ask: 'staff',
  answer: 'customer',
  fall_back: 'system',
  withdraw: 'staff',
};

/** The question about one line of an order. Its first `ask` begins it. */
export const SHORTAGE_TRANSITIONS: readonly Transition<ShortageState, ShortageCommandName>[] = [
  // Another number is missing, or something else is offered: what was agreed before says nothing about that.
  ...SHORTAGE_STATES.map((from) => ({ from, command: 'ask', to: 'asked' }) as const),
  { from: 'asked', command: 'answer', to: 'agreed' },
  // An answer may be changed until the limit.
  { from: 'agreed', command: 'answer', to: 'agreed' },
  { from: 'asked', command: 'fall_back', to: 'fallen_back' },
  // The goods were found after all, whatever was said of them.
  ...SHORTAGE_STATES.map((from) => ({ from, command: 'withdraw', to: 'withdrawn' }) as const),
];
