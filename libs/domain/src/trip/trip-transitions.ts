import type { Transition } from '../transitions.js';

export const TRIP_STATES = [
  'pending',
  'started',
  'approaching',
  'arrived',
  'departed',
  'left_open',
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
  'question_arrival',
  'withdraw_arrival',
  'note_departure',
  'note_return',
  'leave_open',
  'lapse',
  'complete',
  'reopen',
  'cancel',
  'expire',
  'note_other_store',
  'send_message',
  'be_late',
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
  // An arrival that was left open is over; a customer who sets off again begins a new journey.
  { from: 'left_open', command: 'start', to: 'started' },
  ...stay(underWay, 'change_sharing'),
  ...stay(open, 'declare'),
  { from: 'started', command: 'note_approaching', to: 'approaching' },
  { from: 'approaching', command: 'note_approaching', to: 'approaching' },
  // A customer may say "I'm here" without having said "on my way".
  ...lead([...open, 'left_open'], 'note_arrival', 'arrived'),
  { from: 'arrived', command: 'correct_arrival', to: 'arrived' },
  { from: 'departed', command: 'correct_arrival', to: 'departed' },
  // "We cannot see you: are you here?" changes what is believed, and after a silence the state (see `questionArrival`).
  { from: 'arrived', command: 'question_arrival', to: 'arrived' },
  { from: 'arrived', command: 'question_arrival', to: 'started' },
  { from: 'arrived', command: 'withdraw_arrival', to: 'started' },
  // It returns to `pending` when the tap was the customer's first action (see `withdrawArrival`).
  { from: 'arrived', command: 'withdraw_arrival', to: 'pending' },
  { from: 'left_open', command: 'withdraw_arrival', to: 'pending' },
  { from: 'departed', command: 'withdraw_arrival', to: 'started' },
  { from: 'arrived', command: 'note_departure', to: 'departed' },
  { from: 'departed', command: 'note_return', to: 'arrived' },
  // After closing time an arrival that was never closed leaves the queue.
  { from: 'arrived', command: 'leave_open', to: 'left_open' },
  // A journey that fell silent is over; the order waits for the next one.
  ...lead([...moving, 'departed'], 'lapse', 'pending'),
  // An order that was given up and is handed over after all completes a trip that had expired.
  ...lead([...open, 'left_open', 'expired'], 'complete', 'completed'),
  { from: 'completed', command: 'reopen', to: 'arrived' },
  // It returns to the state before the arrival if there was none (see `reopenedState`).
  { from: 'completed', command: 'reopen', to: 'started' },
  { from: 'completed', command: 'reopen', to: 'pending' },
  { from: 'expired', command: 'reopen', to: 'pending' },
  ...lead([...open, 'left_open'], 'cancel', 'canceled'),
  ...lead(['pending', ...moving, 'departed', 'left_open'], 'expire', 'expired'),
  // Standing at another store is no step of the journey; a customer who tapped "I'm here" may stand there as well.
  ...stay(underWay, 'note_other_store'),
  ...stay(underWay, 'send_message'),
  // Whoever is there is not late any more.
  ...stay(['pending', ...moving, 'departed'], 'be_late'),
];
