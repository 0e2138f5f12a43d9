/** A photo as it is sent: upright, no larger than a page shows it, and with nothing in it but the picture. */

/** A phone shows it across its whole width, at three pixels to one. */
const MOST_PX = 1_280;
/** The server takes 150 kB. */
const MOST_BYTES = 140_000;
/** Tried one after the other: first less quality, then also fewer pixels. */
const ATTEMPTS = [
  { quality: 0.82, scale: 1 },
  { quality: 0.7, scale: 1 },
  { quality: 0.6, scale: 0.8 },
  { quality: 0.5, scale: 0.6 },
  { quality: 0.4, scale: 0.4 },
] as const;

/**
 * Decodes the file and encodes its pixels anew, so that position, time and device, which cameras write into it, are gone.
 * @returns a JPEG; null when this browser cannot read the file as a picture.
 */
export async function encodedPhoto(file: Blob): Promise<Blob | null> {
  const picture = await createImageBitmap(file).catch(() => null);
  if (!picture) return null;
  try {
    const fits = Math.min(1, MOST_PX / Math.max(picture.width, picture.height));
    for (const { quality, scale } of ATTEMPTS) {
      const jpeg = await jpegOf(picture, fits * scale, quality);
      if (jpeg && jpeg.size <= MOST_BYTES) return jpeg;
    }
    return null;
  } finally {
    picture.close();
  }
}

function jpegOf(picture: ImageBitmap, scale: number, quality: number): Promise<Blob | null> {
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  const pen = canvas.getContext('2d');
  if (!pen) return Promise.resolve(null);
  // JPEG has no transparency: what is see-through becomes white, not black.
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality));
}

/** Base64, as JSON carries bytes. */
export async function base64Of(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}
