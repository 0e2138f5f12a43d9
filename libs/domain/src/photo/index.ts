import { isJpeg, plainJpeg } from './plain-jpeg.js';
import type { PhotoFault, PhotoType, PlainPhoto } from './plain-photo.js';
import { isWebp, plainWebp } from './plain-webp.js';

export {
  MOST_PHOTO_BYTES,
  MOST_PHOTO_SIDE_PX,
  type PhotoFault,
  type PhotoType,
  type PlainPhoto,
} from './plain-photo.js';

/**
 * The photo without anything but its picture; its first bytes say what it is.
 * @param given at most 150,000 bytes once it is plain, at most 2,000 pixels a side
 */
export function plainPhoto(given: Uint8Array): PlainPhoto | PhotoFault {
  if (isJpeg(given)) return plainJpeg(given);
  return isWebp(given) ? plainWebp(given) : 'no_photo';
}

/** What a photo that was taken is served as. */
export const photoType = (bytes: Uint8Array): PhotoType => (isWebp(bytes) ? 'image/webp' : 'image/jpeg');
