export {
  AREA_RANGE_M2,
  MOST_CORNERS,
  placeDoubts,
  placeFaults,
  shapeDoubts,
  sizeFaults,
  unwrappedRings,
  type Place,
  type PlaceDoubt,
  type PlaceFault,
} from './check-place.js';
export {
  isOnEarth,
  parseCoordinates,
  positionSuspicion,
  standardOffsetH,
  type Suspicion,
} from './coordinates.js';
export { bayRow, radiusOf, RADIUS_RANGE_M, roundRing, SMALL_RADIUS_M, type BayAt } from './round-premises.js';
