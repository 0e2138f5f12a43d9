/** How an order stands, as its customer reads it. */
import { m } from '../messages/generated/messages.js';

export const ORDER_STATES = {
  placed: m.customer_state_placed,
  preparing: m.customer_state_preparing,
  ready: m.customer_state_ready,
  handed_over: m.customer_state_handed_over,
  canceled: m.customer_state_canceled,
  not_collected: m.customer_state_not_collected,
} as const;
