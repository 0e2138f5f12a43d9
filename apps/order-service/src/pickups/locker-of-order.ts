/** What becomes of the compartment of an order when the order goes on. Pure. */
import type { OrderState } from '@curbline/domain/order';
import { isoOf } from '@curbline/platform';
import type { StoredOrder } from './order.entity.js';

type Held = Pick<StoredOrder, 'locker' | 'heldUntil' | 'holdToldAt'>;

/** `use`: what happens to the row that keeps the compartment from others. */
export interface LockerStep extends Held {
  readonly use: 'stays' | 'ends' | 'is_to_empty' | 'goes_on';
}

/**
 * @param to the state that the order goes to
 * @param now Unix ms
 */
export function lockerAfter(
  { locker, heldUntil, holdToldAt, order }: Held & Pick<StoredOrder, 'order'>,
  to: OrderState,
  now: number,
): LockerStep {
  const held = { locker, heldUntil, holdToldAt };
  if (locker === null || order.state === to) return { ...held, use: 'stays' };
  // What was handed over may lie anywhere by now, and its compartment may have another order in it.
  if (order.state === 'handed_over') return { locker: null, heldUntil: null, holdToldAt: null, use: 'ends' };
  if (to === 'handed_over') {
    const { emptySince: _, openedInstead: __, ...taken } = locker;
    return { ...held, locker: taken, use: 'ends' };
  }
  if (to === 'canceled' || to === 'not_collected')
    return {
      ...held,
      locker: { ...locker, emptySince: locker.emptySince ?? isoOf(now) },
      use: 'is_to_empty',
    };
  if (locker.emptySince === undefined) return { ...held, use: 'stays' };
  // It still lies there, and the customer comes after all: it is held as long as at first.
  const { emptySince: _, ...kept } = locker;
  const span = heldUntil === null ? null : heldUntil - Date.parse(locker.assignedAt);
  return { locker: kept, heldUntil: span === null ? null : now + span, holdToldAt: null, use: 'goes_on' };
}
