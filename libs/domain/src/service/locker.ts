import type { ServiceDefinition } from './service-definition.js';

/** The order lies in a compartment of the store's lockers; the customer opens it with a code that only shows there. */
export const locker: ServiceDefinition = {
  legs: [
    {
      mover: 'customer',
      travel: 'on_foot',
      place: 'locker',
      isBrought: false,
      endsWith: 'opened',
      clock: 'until_in_compartment',
    },
  ],
  asks: [],
};
