import type { ServiceDefinition } from './service-definition.js';

/** The customer parks in a bay, and the order is brought to the car. */
export const curbside: ServiceDefinition = {
  legs: [
    {
      mover: 'customer',
      travel: 'by_car',
      place: 'bay',
      isBrought: true,
      endsWith: 'handed_over',
    },
  ],
  asks: ['vehicle', 'placement'],
};
