import { describe, expect, it } from 'vitest';
import { plainPhoto } from './index.js';
import { plainJpeg } from './plain-jpeg.js';

/** An 8 by 8 grey picture, as an encoder writes it: JFIF, one table of each kind, one scan. */
const PICTURE = Buffer.from(
  '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABALDA4MChAODQ4SERATGCgaGBYWGDEjJR0oOjM9PDkzODdASFxOQERXRTc4UG1RV19iZ2hnPk1xeXBkeFxlZ2P/wAALCAAIAAgBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAAAP/EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AH//Z',
  'base64',
);
const segment = (marker: number, text: string): Buffer => {
  const length = Buffer.byteLength(text) + 2;
  return Buffer.concat([Buffer.from([0xff, marker, length >> 8, length & 255]), Buffer.from(text)]);
};
const withSegments = (...segments: Buffer[]): Buffer =>
  Buffer.concat([PICTURE.subarray(0, 2), ...segments, PICTURE.subarray(2)]);

describe('plainJpeg', () => {
  it('keeps the picture and its size, and nothing that tells where, when and with what it was taken', () => {
    const told = withSegments(
      segment(0xe1, 'Exif\0\0GPS 45.7606 4.8571'),
      segment(0xe1, 'http://ns.adobe.com/xap/1.0/\0<x:xmpmeta/>'),
      segment(0xed, 'Photoshop 3.0'),
      segment(0xfe, 'a comment'),
      segment(0xee, 'Adobe with more than its flags'),
    );
    const plain = plainJpeg(Buffer.concat([told, Buffer.from('a film after the end')]));
    if (typeof plain === 'string') throw new Error(plain);
    expect([plain.width, plain.height]).toEqual([8, 8]);
    const text = Buffer.from(plain.bytes).toString('latin1');
    for (const word of ['Exif', 'GPS', 'xmp', 'Photoshop', 'comment', 'film', 'JFIF', 'Adobe'])
      expect(text).not.toContain(word);
    expect(plainJpeg(plain.bytes)).toEqual(plain);
    expect(plain).toEqual(plainJpeg(PICTURE));
  });

  it('keeps how colors were transformed', () => {
    const adobe = segment(0xee, 'Adobe\0\x64\0\0\0\0\x01');
    const plain = plainJpeg(withSegments(adobe));
    expect(typeof plain !== 'string' && Buffer.from(plain.bytes).includes(adobe)).toBe(true);
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['a PNG', Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')],
    ['an SVG', Buffer.from('<svg onload="alert(1)"/>')],
    ['a page', Buffer.from('<!doctype html>')],
    ['a sound in a RIFF file', Buffer.from('RIFF\x04\0\0\0WAVE', 'latin1')],
  ])('takes no %s', (_name, bytes) => {
    expect(plainPhoto(bytes)).toBe('no_photo');
  });

  it('takes no picture that breaks off, lies about its lengths, or has no frame', () => {
    for (let length = 2; length < PICTURE.length; length += 1)
      expect(plainJpeg(PICTURE.subarray(0, length))).toBe('broken');
    expect(plainJpeg(withSegments(Buffer.from([0xff, 0xe1, 0xff, 0xff])))).toBe('broken');
    expect(plainJpeg(withSegments(Buffer.from([0xff, 0xe1, 0, 1])))).toBe('broken');
    expect(plainJpeg(Buffer.from([0xff, 0xd8, 0xff, 0xd9]))).toBe('broken');
  });

  it('takes none of hundreds of scans, which would keep a phone busy for seconds', () => {
    const scan = PICTURE.indexOf(Buffer.from([0xff, 0xda]));
    const once = PICTURE.subarray(scan, PICTURE.length - 2);
    const withScans = (count: number): Buffer =>
      Buffer.concat([PICTURE.subarray(0, scan), ...Array<Buffer>(count).fill(once), PICTURE.subarray(-2)]);
    expect(typeof plainJpeg(withScans(100))).toBe('object');
    expect(plainJpeg(withScans(101))).toBe('broken');
  });

  it('takes none that is too large, in pixels or in bytes', () => {
    const frame = PICTURE.indexOf(Buffer.from([0xff, 0xc0]));
    const wide = Buffer.from(PICTURE);
    wide.writeUInt16BE(2_001, frame + 7);
    expect(plainJpeg(wide)).toBe('too_large');
    const table = segment(0xdb, 'x'.repeat(60_000));
    expect(plainJpeg(withSegments(table, table, table))).toBe('too_many_bytes');
  });
});
