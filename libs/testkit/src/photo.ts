/** Photos as cameras leave them. */
const PLAIN = Buffer.from(
  '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABALDA4MChAODQ4SERATGCgaGBYWGDEjJR0oOjM9PDkzODdASFxOQERXRTc4UG1RV19iZ2hnPk1xeXBkeFxlZ2P/wAALCAAIAAgBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAAAP/EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AH//Z',
  'base64',
);

/** A JPEG with a place and a device in its EXIF. */
export function withPlace(jpeg: Buffer): Buffer {
  const exifBody = Buffer.from('Exif\0\0MM\0*\0\0\0\x08\0\0\0\0\0\0 GPS 45.7606 4.8571 Phone 12', 'latin1');
  const exif = Buffer.concat([Buffer.from([0xff, 0xe1, 0, exifBody.length + 2]), exifBody]);
  return Buffer.concat([jpeg.subarray(0, 2), exif, jpeg.subarray(2)]);
}

/** 8 by 8 pixels. */
export const PHOTO = withPlace(PLAIN);
