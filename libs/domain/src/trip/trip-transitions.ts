import type { Transition } from '../transitions.js';

export const TRIP_STATES = [
  'pending',
  'started',
  'approaching',
  'arrived',
  'departed',
  'completed',
  'canceled',
  'expired',
] as const;
export type TripState = (typeof TRIP_STATES)[number];

export const TRIP_COMMANDS = [
  'start',
  'change_sharing',
  'declare',
  'note_approaching',
  'note_arrival',
  'correct_arrival',
  'withdraw_arrival',
  'note_departure',
  'note_return',
  'complete',
  'reopen',
  'cancel',
  'expire',
  'note_other_store',
] as const;
export type TripCommandName = (typeof TRIP_COMMANDS)[number];

const moving: readonly TripState[] = ['started', 'approaching'];
const open: readonly TripState[] = ['pending', 'started', 'approaching', 'arrived', 'departed'];
const underWay: readonly TripState[] = ['started', 'approaching', 'arrived', 'departed'];

const stay = (states: readonly TripState[], command: TripCommandName) =>
  states.map((state) => ({ from: state, command, to: state }));
const lead = (states: readonly TripState[], command: TripCommandName, to: TripState) =>
  states.map((state) => ({ from: state, command, to }));

/** The journey. */
export const TRIP_TRANSITIONS: readonly Transition<TripState, TripCommandName>[] = [
  { from: 'pending', command: 'start', to: 'started' },
  // "I'm on my way" twice is the same journey; the second may only add the sharing or a time.
  ...stay(underWay, 'start'),
  ...stay(underWay, 'change_sharing'),
  ...stay(open, 'declare'),
  { from: 'started', command: 'note_approaching', to: 'approaching' },
  { from: 'approaching', command: 'note_approaching', to: 'approaching' },
  // Whoever says "I'm here" without having said "on my way" is here all the same.
  ...lead(open, 'note_arrival', 'arrived'),
  { from: 'arrived', command: 'correct_arrival', to: 'arrived' },
  { from: 'departed', command: 'correct_arrival', to: 'departed' },
  { from: 'arrived', command: 'withdraw_arrival', to: 'started' },
  { from: 'departed', command: 'withdraw_arrival', to: 'started' },
  { from: 'arrived', command: 'note_departure', to: 'departed' },
  { from: 'departed', command: 'note_return', to: 'arrived' },
  ...lead(open, 'complete', 'completed'),
  { from: 'completed', command: 'reopen', to: 'arrived' },
  // …or to where it was when nobody had said that the customer was there (see `reopenedState`).
  { from: 'completed', command: 'reopen', to: 'started' },
  { from: 'completed', command: 'reopen', to: 'pending' },
  ...lead(open, 'cancel', 'canceled'),
  ...lead(['pending', ...moving, 'departed'], 'expire', 'expired'),
  // Standing at another store is no step of the journey; whoever tapped "I'm here" may stand there, too.
  ...stay(underWay, 'note_other_store'),
];
