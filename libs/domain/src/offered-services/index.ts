/** Which services a store offers, and which of them a new order is of. */
import { type Service, SERVICES } from '../service/index.js';

/** What a store offers that never said what it offers. A service that needs something set up first is not among it. */
export const USUAL_SERVICES: readonly Service[] = ['curbside', 'walk_in', 'drive_through'];

/** @param own of the store's settings. @returns in the order of the definitions, whatever order they were set in */
export const offeredOf = (own: readonly Service[] = USUAL_SERVICES): readonly Service[] =>
  (Object.keys(SERVICES) as Service[]).filter((service) => own.includes(service));

/**
 * The service that a new order is of.
 * @param asked null: nobody named one, as of shops that know one way alone. It is then the first that the store offers,
 *   which is `curbside` wherever that is offered.
 */
export function decideService(
  asked: Service | null,
  offered: readonly Service[],
): { readonly service: Service } | { readonly refused: 'service-not-offered' } {
  const service = asked ?? offered[0];
  return service !== undefined && offered.includes(service)
    ? { service }
    : { refused: 'service-not-offered' };
}
