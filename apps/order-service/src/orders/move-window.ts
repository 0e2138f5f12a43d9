import type { ChangeWindow } from '@curbline/contracts/http';
import { problem } from '@curbline/platform';
import type { Change } from '../changes/changes.service.js';
import { commandOrder, type OrderOutcome, type Pickup } from '../pickups/pickup.js';
import { windowFault } from './check-window.js';
import type { StoredOrder } from '../pickups/order.entity.js';

/**
 * Gives an order another window; one that was given up comes back with it.
 * @throws ProblemException `window-past`: nobody can come any more; `invalid-input` when it is over a year away.
 */
export async function moveWindow(
  change: Change,
  pickup: Pickup,
  order: StoredOrder,
  wanted: ChangeWindow['window'],
): Promise<OrderOutcome> {
  const window = wanted && { from: Date.parse(wanted.from), to: Date.parse(wanted.to) };
  if (window && window.to <= change.now) throw problem('window-past');
  const fault = window && windowFault(window, change.now);
  if (fault) throw problem('invalid-input', { errors: [fault] });
  const same = window?.from === order.terms.window?.from && window?.to === order.terms.window?.to;
  if (same && order.order.state !== 'not_collected') return { pickup, order };
  return commandOrder(change, pickup, order, { name: 'change_window' }, change.now, { terms: { window } });
}
