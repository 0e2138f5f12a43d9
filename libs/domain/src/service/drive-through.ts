import type { ServiceDefinition } from './service-definition.js';

/** The customer drives along a lane to the window: the car says who is next, and no place has to be named. */
export const driveThrough: ServiceDefinition = {
  legs: [
    {
      mover: 'customer',
      travel: 'by_car',
      place: null,
      isBrought: false,
      endsWith: 'handed_over',
    },
  ],
  asks: ['vehicle', 'placement'],
};
