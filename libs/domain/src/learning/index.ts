/** Seconds left, from more than the trip's own positions: the store's past trips, and a router. */
export { blend, type Estimate } from './blend.js';
export { automaticLeadTime, type WalkOuts } from './automatic-lead-time.js';
export { remainingRouted } from './remaining-routed.js';
export {
  learn,
  newApproachModel,
  parseApproachModel,
  observationsOf,
  type ApproachModel,
  type Observation,
} from './approach-model.js';
export { etaFromApproaches } from './eta-from-approaches.js';
export { followApproach, NO_APPROACH, passagesOf, type Approach, type Passage } from './passages.js';
