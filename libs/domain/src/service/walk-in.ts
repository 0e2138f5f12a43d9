import type { ServiceDefinition } from './service-definition.js';

/** The customer comes on foot to a counter: inside the store, or of a place for people on foot. */
export const walkIn: ServiceDefinition = {
  legs: [
    {
      mover: 'customer',
      travel: 'on_foot',
      place: 'counter',
      isBrought: false,
      endsWith: 'handed_over',
    },
  ],
  asks: [],
};
