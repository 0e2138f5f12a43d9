/** The arrival decision: see decide.ts for how it goes, parameters.ts for its numbers. */
export type * from './types.js';
export { prepareStore, type PreparedStore } from './store.js';
export { newTrack, TRACK_VERSION, type TrackState } from './track-state.js';
export { parseTrack } from './parse-track.js';
export { decideArrival, decideTick, type FixDecision, type TickDecision } from './decide.js';
export { LOOKS_S, mayHaveArrived, presenceAt, SIGNS, signsOf } from './evidence.js';
export { PARAMETERS } from './parameters.js';
export { bandOf, type Band } from './band.js';
export { replayTrip, type Replay, type ReplayStep } from './replay-trip.js';
export { expectedAt } from './expected.js';
