/** The detector that we ship: zxing as WebAssembly, from our own address and never from its makers' network. */
import detectorAddress from 'piece:barcode-detector/ponyfill';
import wasmAddress from 'zxing-wasm/reader/zxing_reader.wasm?url';
import { importPiece } from '../ui/import-piece.js';
import type { Detector } from './qr-reader.js';

type Library = typeof import('barcode-detector/ponyfill');

/** Always the same object: another one would make the library fetch its WebAssembly again. */
const OVERRIDES = { locateFile: (): string => wasmAddress };

/** On its way from the first time that it is needed. */
let fetched: Promise<Library> | undefined;

/** @throws when the network does not bring the WebAssembly; the next call tries anew. */
export async function shippedDetector(): Promise<Detector> {
  fetched ??= importPiece<Library>(detectorAddress);
  const library = await fetched;
  try {
    await library.prepareZXingModule({ overrides: OVERRIDES, fireImmediately: true });
  } catch (failure) {
    library.purgeZXingModule();
    throw failure;
  }
  return new library.BarcodeDetector({ formats: ['qr_code'] });
}
