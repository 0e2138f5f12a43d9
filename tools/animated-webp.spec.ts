import { describe, expect, it } from '@jest/globals';
import { animatedWebp } from './animated-webp.mjs';

/** One black pixel as a browser encodes it. */
const STILL = Buffer.from('UklGRiQAAABXRUJQVlA4IBgAAAAwAQCdASoBAAEAAQAcJaQAA3AA/v3AgAA=', 'base64');
const SIZE = { width: 1, height: 1 };

/** Name and content of each chunk after the header. */
function chunksOf(file: Buffer): [string, Buffer][] {
  const chunks: [string, Buffer][] = [];
  for (let at = 12; at < file.length;) {
    const size = file.readUInt32LE(at + 4);
    chunks.push([file.toString('latin1', at, at + 4), file.subarray(at + 8, at + 8 + size)]);
    at += 8 + size + (size % 2);
  }
  return chunks;
}

describe('an animation of still pictures', () => {
  const file = animatedWebp(
    [
      { still: STILL, ms: 700 },
      { still: STILL, ms: 70_000 },
    ],
    SIZE,
  );

  it('says how long it is, and that it moves', () => {
    expect(file.toString('latin1', 0, 4)).toBe('RIFF');
    expect(file.readUInt32LE(4)).toBe(file.length - 8);
    const [[name, header]] = chunksOf(file) as [[string, Buffer]];
    expect([name, header[0]]).toEqual(['VP8X', 2]);
  });

  it('has each picture as it was, and how long it is shown', () => {
    const frames = chunksOf(file).filter(([name]) => name === 'ANMF');
    expect(frames.map(([, frame]) => frame.readUIntLE(12, 3))).toEqual([700, 70_000]);
    for (const [, frame] of frames) expect(frame.subarray(16)).toEqual(STILL.subarray(12));
  });

  it('refuses what is no WebP picture', () => {
    const frame = { still: Buffer.from('\x89PNG, and so on'), ms: 100 };
    expect(() => animatedWebp([frame], SIZE)).toThrow('no WebP picture');
  });
});
