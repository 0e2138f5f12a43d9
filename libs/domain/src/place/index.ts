export {
  placeFaults,
  placeWarnings,
  shapeWarnings,
  sizeFaults,
  unwrappedRings,
  type Place,
  type PlaceFault,
  type PlaceWarning,
} from './check-place.js';
export {
  isOnEarth,
  parseCoordinates,
  positionSuspicion,
  standardOffsetH,
  type Suspicion,
} from './coordinates.js';
export {
  bayRow,
  radiusOf,
  RADIUS_RANGE_M,
  roundRing,
  SMALL_RADIUS_M,
  USUAL_RADIUS_M,
  type BayAt,
} from './round-premises.js';
