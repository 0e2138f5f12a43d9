import { Injectable } from '@nestjs/common';
import type { ChangeWindow } from '@curbline/contracts/http';
import { problem } from '@curbline/platform';
import type { Change } from '../changes/changes.service.js';
import type { StoredOrder } from '../pickups/order.entity.js';
import type { OrderOutcome, Pickup } from '../pickups/pickup.js';
import { PickupsService } from '../pickups/pickups.service.js';
import { windowFault } from './check-window.js';

@Injectable()
export class OrderWindowsService {
  constructor(private readonly pickups: PickupsService) {}

  /**
   * Gives an order another window; one that was given up comes back with it.
   * @throws ProblemException `window-past`: nobody can come any more; `invalid-input` when it is over a year away.
   */
  async move(
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
    const command = { name: 'change_window' } as const;
    return this.pickups.commandOrder(change, pickup, order, command, change.now, { terms: { window } });
  }
}
