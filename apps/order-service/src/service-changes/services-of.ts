/** By which services an order may be collected at a store, once it is there. */
import type { StoreSettings } from '@curbline/contracts/http';
import type { Service } from '@curbline/contracts/ids';
import { offeredOf } from '@curbline/domain/offered-services';
import { changesFrom } from '@curbline/domain/service-change';
import type { Pickup } from '../pickups/pickup.js';
import type { StoredOrder } from '../pickups/order.entity.js';

type Places = Pick<StoreSettings, 'bays' | 'counters' | 'services'>;

/**
 * What customers may choose by themselves: what the store says that it offers, or, where it never said so, what it has
 * places for. Nobody is sent to a lane or a counter that may not be there.
 */
export function chosenByCustomers({ services, bays, counters = [] }: Places): readonly Service[] {
  if (services) return offeredOf(services);
  return [
    ...(bays.length > 0 ? (['curbside'] as const) : []),
    ...(counters.length > 0 ? (['walk_in'] as const) : []),
  ];
}

/** To what an order may be changed by its customer: what lies in a compartment has to be taken out by staff first. */
export const changesByCustomer = ({ terms, locker }: StoredOrder, offered: readonly Service[]): Service[] =>
  locker === null ? changesFrom(terms.service, offered) : [];

const OPEN = new Set<StoredOrder['order']['state']>(['placed', 'preparing', 'ready']);

/** To what a customer may change the orders of a trip that are still to be handed over. */
export function choicesOf({ orders }: Pickup, settings: Places): Service[] {
  const open = orders.filter(({ order }) => OPEN.has(order.state));
  const [first, ...others] = open.map((order) => changesByCustomer(order, chosenByCustomers(settings)));
  return first?.filter((service) => others.every((choices) => choices.includes(service))) ?? [];
}
