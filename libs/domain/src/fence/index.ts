/** Whether a store's premises are where its customers really stand. */
export {
  addParkedSpots,
  CELL_M,
  LEAST_SHOWN,
  newParkingHeatMap,
  parseParkingHeatMap,
  squareOf,
  parkedSpotsOf,
  type Square,
  type ParkedSpot,
  type ParkingHeatMap,
} from './parking-heat-map.js';
export {
  fenceHealth,
  SPOTS_NEEDED,
  type Compass,
  type FenceFinding,
  type FenceHealth,
  type FencedStore,
} from './fence-health.js';
export { usualParkedSpots } from './usual-parked-spots.js';
