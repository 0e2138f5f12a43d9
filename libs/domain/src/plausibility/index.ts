/** Whether positions can be those of one real phone. Suspicions lower the evidence and never block anybody. */
export { SUSPICIONS, newPlausibility, type Suspicion, type PlausibilityState } from './plausibility-state.js';
export { judgePlausibility, type JudgedFix } from './judge.js';
export { parsePlausibility } from './parse-plausibility.js';
