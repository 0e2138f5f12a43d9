/** Small kindnesses of a store's staff. */
export {
  decideGesture,
  GESTURE_AFTER_MS,
  type GestureDecision,
  type GestureFacts,
} from './decide-gesture.js';
