/** Why the camera shows or reads nothing, in words; each is followed by the way on without it. */
import type { LookTrouble } from '../camera/look-through-camera.js';
import { m } from '../messages/generated/messages.js';

export const TROUBLE_WORDS: Record<LookTrouble, () => string> = {
  insecure: m.board_camera_insecure,
  unsupported: m.board_camera_unsupported,
  refused: m.board_camera_refused,
  none: m.board_camera_none,
  busy: m.board_camera_busy,
  failed: m.board_camera_failed,
  reader: m.board_camera_no_reader,
};

/** Whether it may work the next time, here and now. */
export const worthAnotherTry = (trouble: LookTrouble): boolean =>
  trouble !== 'insecure' && trouble !== 'unsupported' && trouble !== 'none';
