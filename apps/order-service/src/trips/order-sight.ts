/** What a page shows of an order, and which code: the customer's or a substitute's. */
import type { CustomerView } from '@curbline/contracts/http';
import { endsInLocker } from '@curbline/domain/service';
import type { Traveller } from '@curbline/domain/trip';
import { isoOf } from '@curbline/platform';
import type { StoredOrder } from '../pickups/order.entity.js';
import type { Pickup } from '../pickups/pickup.js';
import type { StoredTrip } from '../pickups/trip.entity.js';

/** Still to be handed over. */
export const OPEN = new Set<StoredOrder['order']['state']>(['placed', 'preparing', 'ready']);

/** Whose page it is, and who else is in it. */
export function namesOf(
  { trip: { substitute }, orders: [first] }: Pickup,
  role: Traveller,
): Pick<CustomerView, 'customerName' | 'substitute' | 'substituteFor'> {
  const customerName = first?.terms.customerName ?? '';
  if (role === 'substitute') return { customerName: substitute?.name ?? '', substituteFor: customerName };
  if (!substitute) return { customerName };
  return { customerName, substitute: { name: substitute.name, namedAt: isoOf(substitute.namedAt) } };
}

/**
 * Whether the code may be shown. That of an order for a locker opens its compartment, so it stays here until something
 * says that its customer is there: their position, the sign, or their own word where no position speaks against it.
 */
const mayHaveCode = ({ order, terms }: StoredOrder, { trip }: StoredTrip): boolean =>
  OPEN.has(order.state) &&
  (!endsInLocker(terms.service) || (trip.state === 'arrived' && trip.arrival?.confirmed === true));

/** A compartment opens with the order's own code alone: that is then the substitute's as well. */
const codeOf = ({ terms, locker }: StoredOrder, code: string | null | undefined): string | null =>
  code === undefined || (code !== null && locker !== null) ? terms.handOverCode : code;

/** @param code the substitute's; undefined on the customer's page, which has the order's own */
export function orderSight(
  stored: StoredOrder,
  trip: StoredTrip,
  code: string | null | undefined,
): CustomerView['orders'][number] {
  const { id, order, terms, locker, heldUntil } = stored;
  const isOpen = OPEN.has(order.state);
  return {
    shortCode: terms.shortCode,
    state: order.state,
    itemsCount: terms.itemsCount,
    flags: [...terms.flags],
    window: terms.window && { from: isoOf(terms.window.from), to: isoOf(terms.window.to) },
    ...(order.expectedReadyAt !== null && { expectedReadyAt: isoOf(order.expectedReadyAt) }),
    handOverCode: mayHaveCode(stored, trip) ? codeOf(stored, code) : null,
    ...(isOpen && locker && { locker: { orderId: id, bank: locker.bank, compartment: locker.compartment } }),
    ...(isOpen && heldUntil !== null && { heldUntil: isoOf(heldUntil) }),
  };
}
