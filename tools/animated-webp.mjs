/**
 * Puts still WebP pictures of one size together as an animated one, without encoding anything anew (WebP container
 * specification, https://developers.google.com/speed/webp/docs/riff_container).
 */

/** The largest frame duration that the format has, ms. */
const LONGEST_MS = 2 ** 24 - 1;
/** What a frame holds of a still picture: its image, and its transparency if it has any. */
const OF_FRAME = new Set(['VP8 ', 'VP8L', 'ALPH']);

const uint24 = (value) => Buffer.from([value & 0xff, (value >> 8) & 0xff, (value >> 16) & 0xff]);

function uint32(value) {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

/** A chunk with its name and length; of an odd length it is filled up. */
const chunk = (name, body) =>
  Buffer.concat([Buffer.from(name, 'latin1'), uint32(body.length), body, Buffer.alloc(body.length % 2)]);

/** The chunks of a still picture that a frame holds, as they are. @param {Buffer} still */
function imageOf(still) {
  if (still.toString('latin1', 0, 4) !== 'RIFF' || still.toString('latin1', 8, 12) !== 'WEBP')
    throw new Error('this is no WebP picture');
  const parts = [];
  for (let at = 12; at + 8 <= still.length;) {
    const size = still.readUInt32LE(at + 4);
    const end = at + 8 + size + (size % 2);
    if (OF_FRAME.has(still.toString('latin1', at, at + 4))) parts.push(still.subarray(at, end));
    at = end;
  }
  if (parts.length === 0) throw new Error('this WebP picture has no image');
  return Buffer.concat(parts);
}

/**
 * @param {readonly { still: Buffer, ms: number }[]} frames in order, each with how long it is shown
 * @param {{ width: number, height: number }} size of all of them, pixels
 * @returns {Buffer} it plays for ever
 */
export function animatedWebp(frames, { width, height }) {
  const size = Buffer.concat([uint24(width - 1), uint24(height - 1)]);
  const hasAnimation = Buffer.from([0b10, 0, 0, 0]);
  const replacesAll = Buffer.from([0b10]);
  const chunks = [
    chunk('VP8X', Buffer.concat([hasAnimation, size])),
    // White behind it, and no end.
    chunk('ANIM', Buffer.from([0xff, 0xff, 0xff, 0xff, 0, 0])),
    ...frames.map(({ still, ms }) => {
      const shownMs = uint24(Math.min(LONGEST_MS, Math.round(ms)));
      return chunk('ANMF', Buffer.concat([Buffer.alloc(6), size, shownMs, replacesAll, imageOf(still)]));
    }),
  ];
  const body = Buffer.concat([Buffer.from('WEBP', 'latin1'), ...chunks]);
  return Buffer.concat([Buffer.from('RIFF', 'latin1'), uint32(body.length), body]);
}
