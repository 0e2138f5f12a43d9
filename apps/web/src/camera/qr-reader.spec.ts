import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { ZXING_WASM_SHA256 } from 'barcode-detector/ponyfill';
import { openQrReader, type Detector, type DetectorClass } from './qr-reader.js';

const picture = {} as HTMLCanvasElement;
const reads = (text: string): Detector => ({ detect: async () => [{ rawValue: text }] });

/** A browser's detector of these formats, which reads `native` until it fails. */
function native(formats: readonly string[], detect: Detector['detect']): DetectorClass {
  return class {
    static getSupportedFormats = async (): Promise<readonly string[]> => formats;
    detect = detect;
  };
}

describe('the reader of QR codes', () => {
  it('is the browser’s own where it knows them', async () => {
    let fetched = 0;
    const read = await openQrReader({
      native: native(['ean_13', 'qr_code'], reads('native').detect),
      shipped: async () => ((fetched += 1), reads('shipped')),
    });
    expect(await read(picture)).toEqual(['native']);
    expect(fetched).toBe(0);
  });

  it.each([
    ['there is none', undefined],
    ['it knows other codes only', native(['ean_13'], reads('native').detect)],
    [
      'it cannot say what it knows',
      class extends native([], reads('native').detect) {
        static override getSupportedFormats = (): Promise<never> => Promise.reject(new Error('no service'));
      },
    ],
  ])('is ours where %s', async (_, own) => {
    const read = await openQrReader({ native: own, shipped: async () => reads('shipped') });
    expect(await read(picture)).toEqual(['shipped']);
  });

  it('changes over for good when the browser’s own says that it can and cannot', async () => {
    let [asked, fetched] = [0, 0];
    const read = await openQrReader({
      native: native(['qr_code'], () => ((asked += 1), Promise.reject(new Error('service unavailable')))),
      shipped: async () => ((fetched += 1), reads('shipped')),
    });
    expect([await read(picture), await read(picture)]).toEqual([['shipped'], ['shipped']]);
    expect([asked, fetched]).toEqual([1, 1]);
  });

  it('fails when ours does not come', async () => {
    const shipped = (): Promise<never> => Promise.reject(new Error('offline'));
    await expect(openQrReader({ native: undefined, shipped })).rejects.toThrow('offline');
  });
});

it('the WebAssembly that we ship is the one that the library was made with', () => {
  const path = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
  expect(createHash('sha256').update(readFileSync(path)).digest('hex')).toBe(ZXING_WASM_SHA256);
});
