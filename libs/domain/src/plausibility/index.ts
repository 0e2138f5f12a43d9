/** Whether positions can be those of one real phone: doubts that lower the evidence and never block anybody. */
export { DOUBTS, newPlausibility, type Doubt, type PlausibilityState } from './plausibility-state.js';
export { judgePlausibility, type JudgedFix } from './judge.js';
export { parsePlausibility } from './parse-plausibility.js';
