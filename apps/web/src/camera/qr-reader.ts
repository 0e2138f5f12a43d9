/**
 * Reads QR codes: by the browser's own detector where it knows them, else by the one that we ship. Some browsers say
 * that they can and then cannot (Android without Google's services): the first failure changes over.
 */

/** The part of the Barcode Detection API that is used. */
export interface Detector {
  detect(picture: HTMLCanvasElement): Promise<readonly { readonly rawValue: string }[]>;
}
export interface DetectorClass {
  new (options: { formats: ['qr_code'] }): Detector;
  getSupportedFormats(): Promise<readonly string[]>;
}

export interface DetectorEnvironment {
  readonly native: DetectorClass | undefined;
  /** Fetches what we ship; rejects when it does not come. */
  shipped(): Promise<Detector>;
}

/** The texts of all QR codes in a picture. */
export type QrReader = (picture: HTMLCanvasElement) => Promise<readonly string[]>;

/** @throws when the browser has no detector and ours does not come. */
export async function openQrReader({ native, shipped }: DetectorEnvironment): Promise<QrReader> {
  let own = native && (await knowsQrCodes(native)) ? new native({ formats: ['qr_code'] }) : null;
  let ours = own ? null : await shipped();
  return async (picture) => {
    if (own) {
      try {
        return textsOf(await own.detect(picture));
      } catch {
        own = null;
      }
    }
    ours ??= await shipped();
    return textsOf(await ours.detect(picture));
  };
}

const knowsQrCodes = (native: DetectorClass): Promise<boolean> =>
  native.getSupportedFormats().then(
    (formats) => formats.includes('qr_code'),
    () => false,
  );

const textsOf = (codes: readonly { readonly rawValue: string }[]): readonly string[] =>
  codes.map(({ rawValue }) => rawValue);
