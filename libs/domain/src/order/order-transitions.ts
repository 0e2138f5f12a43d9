import type { Transition } from '../transitions.js';

export const ORDER_STATES = [
  'placed',
  'preparing',
  'ready',
  'handed_over',
  'canceled',
  'not_collected',
] as const;
export type OrderState = (typeof ORDER_STATES)[number];

export const ORDER_COMMANDS = [
  'prepare',
  'make_ready',
  'claim',
  'release',
  'hand_over',
  'recall',
  'cancel',
  'give_up',
  'reopen',
  'change_window',
  'delay',
  'open',
  'change_service',
] as const;
export type OrderCommandName = (typeof ORDER_COMMANDS)[number];

const open: readonly OrderState[] = ['placed', 'preparing', 'ready'];

/** The work. A claim is an attribute: claiming and releasing leave the state as it is. */
export const ORDER_TRANSITIONS: readonly Transition<OrderState, OrderCommandName>[] = [
  { from: 'placed', command: 'prepare', to: 'preparing' },
  { from: 'preparing', command: 'prepare', to: 'preparing' },
  { from: 'placed', command: 'make_ready', to: 'ready' },
  { from: 'preparing', command: 'make_ready', to: 'ready' },
  { from: 'ready', command: 'make_ready', to: 'ready' },
  ...open.map((state) => ({ from: state, command: 'claim', to: state }) as const),
  ...open.map((state) => ({ from: state, command: 'release', to: state }) as const),
  // An order that was handed over was ready, whether or not somebody had marked it so.
  ...open.map((state) => ({ from: state, command: 'hand_over', to: 'handed_over' }) as const),
  // Out of its compartment: only what is ready lies in one.
  { from: 'ready', command: 'open', to: 'handed_over' },
  // The order was given up too early: the customer came after all.
  { from: 'not_collected', command: 'hand_over', to: 'handed_over' },
  { from: 'not_collected', command: 'reopen', to: 'ready' },
  // It returns to `placed` if it never was ready (see `reopened`).
  { from: 'not_collected', command: 'reopen', to: 'placed' },
  ...open.map((state) => ({ from: state, command: 'change_window', to: state }) as const),
  { from: 'not_collected', command: 'change_window', to: 'ready' },
  { from: 'not_collected', command: 'change_window', to: 'placed' },
  // Only an order that is not ready can be delayed; each tap moves the time that the customer is told.
  { from: 'placed', command: 'delay', to: 'placed' },
  { from: 'preparing', command: 'delay', to: 'preparing' },
  // Another way of collecting it: in the hands of the customer there is nothing left to change.
  ...open.map((state) => ({ from: state, command: 'change_service', to: state }) as const),
  { from: 'handed_over', command: 'recall', to: 'ready' },
  ...open.map((state) => ({ from: state, command: 'cancel', to: 'canceled' }) as const),
  { from: 'not_collected', command: 'cancel', to: 'canceled' },
  ...open.map((state) => ({ from: state, command: 'give_up', to: 'not_collected' }) as const),
];
