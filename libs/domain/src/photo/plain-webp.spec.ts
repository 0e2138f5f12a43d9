import { describe, expect, it } from 'vitest';
import { photoType, plainPhoto } from './index.js';

/** 8 by 6 pixels each, as libwebp writes them. */
const LOSSY = Buffer.from('UklGRioAAABXRUJQVlA4IB4AAAAwAQCdASoIAAYAAoBCJQAAgAAA/ru3/qqnr9aKEAA=', 'base64');
const LOSSLESS = Buffer.from('UklGRiIAAABXRUJQVlA4TBYAAAAvB0ABAAdQweJVq/8BgCD8b5uI6H8I', 'base64');
const TRANSPARENT = Buffer.from(
  'UklGRlQAAABXRUJQVlA4WAoAAAAQAAAABwAABQAAQUxQSA8AAAABB1DAiAgABOF/20RE/0MAVlA4IB4AAAAwAQCdASoIAAYAAoBCJQAAgAAA/ru3/qqnr9aKEAA=',
  'base64',
);
const chunk = (name: string, content: string | Buffer): Buffer => {
  const body = Buffer.from(content);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(body.length);
  return Buffer.concat([Buffer.from(name), length, body, Buffer.alloc(body.length % 2)]);
};
const file = (...chunks: Buffer[]): Buffer => chunk('RIFF', Buffer.concat([Buffer.from('WEBP'), ...chunks]));
const extended = chunk('VP8X', Buffer.from([0x2c, 0, 0, 0, 7, 0, 0, 5, 0, 0]));
const told = [
  chunk('ICCP', 'a profile of the display'),
  chunk('EXIF', 'GPS 45.7606 4.8571'),
  chunk('XMP ', '<x:xmpmeta/>'),
  chunk('note', 'odd'),
];

describe('a WebP', () => {
  it.each([
    ['lossy', LOSSY],
    ['lossless', LOSSLESS],
    ['transparent', TRANSPARENT],
  ])('that is %s and nothing but a picture stays as it is', (_name, picture) => {
    expect(plainPhoto(picture)).toEqual({
      bytes: new Uint8Array(picture),
      width: 8,
      height: 6,
      type: 'image/webp',
    });
    expect(photoType(picture)).toBe('image/webp');
  });

  it('keeps nothing that tells where, when and with what it was taken, before or after the picture', () => {
    const picture = LOSSY.subarray(12);
    const end = Buffer.from('a film after the end');
    for (const given of [
      file(extended, ...told, picture),
      file(extended, picture, ...told),
      Buffer.concat([LOSSY, end]),
    ])
      expect(plainPhoto(given)).toEqual(plainPhoto(LOSSY));
    const transparent = TRANSPARENT.subarray(12);
    expect(plainPhoto(file(transparent, ...told))).toEqual(plainPhoto(TRANSPARENT));
  });

  it('is refused when it breaks off, lies about its lengths, moves, or has no picture or two', () => {
    for (const picture of [LOSSY, LOSSLESS, TRANSPARENT])
      for (let length = 12; length < picture.length; length += 1)
        expect([length, plainPhoto(picture.subarray(0, length))]).toEqual([length, 'broken']);
    const [lossy, lossless] = [LOSSY.subarray(12), LOSSLESS.subarray(12)];
    expect(plainPhoto(file())).toBe('broken');
    expect(plainPhoto(file(...told))).toBe('broken');
    expect(plainPhoto(file(lossy, lossless))).toBe('broken');
    expect(plainPhoto(file(extended, chunk('ANIM', '123456'), chunk('ANMF', lossy)))).toBe('broken');
    expect(plainPhoto(file(chunk('VP8 ', 'no frame at all')))).toBe('broken');
  });

  it('is refused when it is too large, in pixels or in bytes', () => {
    const wide = Buffer.from(LOSSY);
    wide.writeUInt16LE(2_001, 12 + 8 + 6);
    expect(plainPhoto(wide)).toBe('too_large');
    const heavy = Buffer.concat([LOSSY.subarray(20), Buffer.alloc(150_000)]);
    expect(plainPhoto(file(chunk('VP8 ', heavy)))).toBe('too_many_bytes');
  });
});
