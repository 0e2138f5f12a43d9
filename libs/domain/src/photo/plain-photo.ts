/** What a photo may be, whatever its format. */

/** What is taken and kept at most. */
export const MOST_PHOTO_BYTES = 150_000;
export const MOST_PHOTO_SIDE_PX = 2_000;

export type PhotoFault = 'no_photo' | 'broken' | 'too_large' | 'too_many_bytes';
export type PhotoType = 'image/jpeg' | 'image/webp';

/** Pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface PlainPhoto extends Size {
  readonly bytes: Uint8Array;
  readonly type: PhotoType;
}

/** The photo, or what is wrong with its size. */
export function withinLimits(
  bytes: Uint8Array,
  { width, height }: Size,
  type: PhotoType,
): PlainPhoto | PhotoFault {
  if (width === 0 || height === 0) return 'broken';
  if (Math.max(width, height) > MOST_PHOTO_SIDE_PX) return 'too_large';
  if (bytes.length > MOST_PHOTO_BYTES) return 'too_many_bytes';
  return { bytes, width, height, type };
}
