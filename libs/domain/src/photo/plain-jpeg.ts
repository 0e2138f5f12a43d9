/**
 * A JPEG without anything but its picture. Cameras write into it where and when it was taken, by which device, often with
 * a small copy of the picture before it was cut; none of that is kept.
 *
 * Source: ITU-T T.81, annex B (segments and markers).
 */

import { type PhotoFault, type PlainPhoto, type Size, withinLimits } from './plain-photo.js';

/** Encoders write about ten; each costs whoever looks at the picture a pass over all of it. */
const MOST_SCANS = 100;

const [START, END, SCAN] = [0xd8, 0xd9, 0xda];
/** Baseline, extended and progressive frames: what browsers show. */
const FRAMES = new Set([0xc0, 0xc1, 0xc2]);
/** Tables that the picture needs: Huffman (C4), quantization (DB), restart interval (DD), and the frames. */
const NEEDED = new Set([...FRAMES, 0xc4, 0xdb, 0xdd, SCAN]);
/** "Adobe": how colors were transformed. Without it a picture of another program shows in wrong colors. */
const ADOBE = 0xee;
const ADOBE_NAME = [0x41, 0x64, 0x6f, 0x62, 0x65];

export const isJpeg = (given: Uint8Array): boolean => given[0] === 0xff && given[1] === START;

/**
 * The picture with the segments it needs, and none of the others: no EXIF, no XMP, no comment, nothing after its end.
 * @param given begins as a JPEG
 */
export function plainJpeg(given: Uint8Array): PlainPhoto | PhotoFault {
  const parts: Uint8Array[] = [given.subarray(0, 2)];
  let size: Size | undefined;
  let scans = 0;
  let at = 2;
  while (at < given.length) {
    if (given[at] !== 0xff) return 'broken';
    const marker = given[at + 1] ?? 0;
    // Markers may be preceded by any number of fill bytes.
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === END) return finished([...parts, given.subarray(at, at + 2)], size);
    const length = ((given[at + 2] ?? 0) << 8) | (given[at + 3] ?? 0);
    const next = at + 2 + length;
    if (length < 2 || next > given.length) return 'broken';
    if (marker === SCAN && (scans += 1) > MOST_SCANS) return 'broken';
    if (FRAMES.has(marker)) size ??= sizeIn(given, at);
    const end = marker === SCAN ? endOfScan(given, next) : next;
    const segment = given.subarray(at, end);
    if (NEEDED.has(marker) || isAdobe(segment, marker)) parts.push(segment);
    at = end;
  }
  return 'broken';
}

function finished(parts: readonly Uint8Array[], size: Size | undefined): PlainPhoto | PhotoFault {
  return size ? withinLimits(joined(parts), size, 'image/jpeg') : 'broken';
}

/** Within a frame's segment: length (2), precision (1), height (2), width (2). */
const sizeIn = (bytes: Uint8Array, at: number): Size => ({
  height: ((bytes[at + 5] ?? 0) << 8) | (bytes[at + 6] ?? 0),
  width: ((bytes[at + 7] ?? 0) << 8) | (bytes[at + 8] ?? 0),
});

/** Compressed data runs up to the next marker that is none of its own: not a stuffed FF, not a restart. */
function endOfScan(bytes: Uint8Array, from: number): number {
  for (let at = from; at < bytes.length - 1; at += 1) {
    const next = bytes[at + 1] ?? 0;
    if (bytes[at] === 0xff && next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at;
  }
  return bytes.length;
}

/** Of its usual length only: a longer one would carry something else. */
const isAdobe = (segment: Uint8Array, marker: number): boolean =>
  marker === ADOBE && segment.length === 16 && ADOBE_NAME.every((byte, i) => segment[4 + i] === byte);

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
