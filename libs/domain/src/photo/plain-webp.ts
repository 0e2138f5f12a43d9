/**
 * A WebP without anything but its picture: no EXIF, no XMP, no color profile, nothing after its end.
 *
 * Source: RFC 9649 (the container in section 2, the sizes in 2.5, 2.6 and 3.4); RFC 6386, section 9.1 (a VP8 frame).
 */
import { type PhotoFault, type PlainPhoto, type Size, withinLimits } from './plain-photo.js';

const HEADER_BYTES = 12;
const CHUNK_HEADER_BYTES = 8;
/** Of the extended format, the one flag of what is kept: there is transparency. */
const ALPHA_FLAG = 0x10;

export const isWebp = (given: Uint8Array): boolean =>
  nameAt(given, 0) === 'RIFF' && nameAt(given, 8) === 'WEBP';

/**
 * The picture in the chunks that it needs. A film is taken for broken: nobody sees its second picture.
 * @param given begins as a WebP
 */
export function plainWebp(given: Uint8Array): PlainPhoto | PhotoFault {
  const chunks = chunksOf(given);
  if (chunks === undefined || chunks.has('ANIM') || chunks.has('ANMF')) return 'broken';
  const [lossy, lossless, alpha] = [chunks.get('VP8 '), chunks.get('VP8L'), chunks.get('ALPH')];
  const picture = lossy ?? lossless;
  if (picture === undefined || (lossy && lossless)) return 'broken';
  const size = lossy ? sizeOfLossy(lossy) : sizeOfLossless(picture);
  if (size === undefined) return 'broken';
  const parts = lossy && alpha ? withAlpha(lossy, alpha, size) : [chunk(lossy ? 'VP8 ' : 'VP8L', picture)];
  const body = parts.flatMap((part) => [...part]);
  const bytes = Uint8Array.from([
    ...letters('RIFF'),
    ...little(body.length + 4, 4),
    ...letters('WEBP'),
    ...body,
  ]);
  return withinLimits(bytes, size, 'image/webp');
}

const nameAt = (bytes: Uint8Array, at: number): string => String.fromCharCode(...bytes.subarray(at, at + 4));
const letters = (name: string): number[] => [...name].map((letter) => letter.charCodeAt(0));
const little = (value: number, bytes: number): number[] =>
  Array.from({ length: bytes }, (_, i) => (value >>> (8 * i)) & 255);
const littleAt = (bytes: Uint8Array, at: number, length: number): number =>
  Array.from({ length }, (_, i) => (bytes[at + i] ?? 0) * 256 ** i).reduce((sum, part) => sum + part, 0);

/** The first of each name; undefined when a length leads out of the file. */
function chunksOf(given: Uint8Array): Map<string, Uint8Array> | undefined {
  const end = Math.min(given.length, 8 + littleAt(given, 4, 4));
  const chunks = new Map<string, Uint8Array>();
  let at = HEADER_BYTES;
  while (at + CHUNK_HEADER_BYTES <= end) {
    const from = at + CHUNK_HEADER_BYTES;
    const length = littleAt(given, at + 4, 4);
    if (from + length > end) return undefined;
    const name = nameAt(given, at);
    if (!chunks.has(name)) chunks.set(name, given.subarray(from, from + length));
    at = from + length + (length % 2);
  }
  return chunks;
}

/** With a byte of padding after an odd length. */
function chunk(name: string, content: ArrayLike<number>): Uint8Array {
  const padded = content.length + (content.length % 2);
  const made = new Uint8Array(CHUNK_HEADER_BYTES + padded);
  made.set([...letters(name), ...little(content.length, 4)]);
  made.set(content, CHUNK_HEADER_BYTES);
  return made;
}

/** Transparency needs the extended format, which says the size once more. */
function withAlpha(lossy: Uint8Array, alpha: Uint8Array, { width, height }: Size): Uint8Array[] {
  const extended = [ALPHA_FLAG, 0, 0, 0, ...little(width - 1, 3), ...little(height - 1, 3)];
  return [chunk('VP8X', extended), chunk('ALPH', alpha), chunk('VP8 ', lossy)];
}

/** A frame's tag (3 bytes, of which the lowest bit is 0 in a whole picture), a start code, width and height. */
function sizeOfLossy(frame: Uint8Array): Size | undefined {
  const isWhole = ((frame[0] ?? 1) & 1) === 0 && littleAt(frame, 3, 3) === 0x2a019d;
  if (!isWhole || frame.length < 10) return undefined;
  return { width: littleAt(frame, 6, 2) & 0x3fff, height: littleAt(frame, 8, 2) & 0x3fff };
}

/** A signature, then 14 bits each for width and height less one. */
function sizeOfLossless(stream: Uint8Array): Size | undefined {
  if (stream[0] !== 0x2f || stream.length < 5) return undefined;
  const bits = littleAt(stream, 1, 4);
  return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
}
