/** Which services an order may be changed to on the way, as its customer comes. */
import { definitionOf, firstLegOf, type PlaceKind, type Service } from '../service/index.js';

/** Places at which nothing is kept for one customer: whoever comes may as well go to another. */
const FREE_PLACES: ReadonlySet<PlaceKind | null> = new Set(['bay', 'counter', null]);

/** Whether the service is one meeting, to which the customer comes. */
function isOneVisit(service: string): boolean {
  const { legs } = definitionOf(service);
  return legs.length === 1 && legs[0].mover === 'customer';
}

/** Whether an order may become one of the service on the way: the customer comes once, to a place that is free. */
const isFreeToCome = (service: string): boolean =>
  isOneVisit(service) && FREE_PLACES.has(firstLegOf(service).place);

/**
 * The services to which an order may be changed on the way.
 * @param offered by the store, in its order
 */
export const changesFrom = (service: string, offered: readonly Service[]): Service[] =>
  isOneVisit(service) ? offered.filter((other) => other !== service && isFreeToCome(other)) : [];

/** Whether the place that a customer named still means something when the service becomes another. */
export const keepsPlace = (from: string, to: string): boolean =>
  firstLegOf(from).place === firstLegOf(to).place;
