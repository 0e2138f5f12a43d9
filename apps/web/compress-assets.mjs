/**
 * Writes a `.br` and a `.gz` beside each built file that is worth it, once at build time: the server sends
 * what the browser takes and compresses nothing while it works.
 */
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const WORTH_BYTES = 1024;

/** @param {string} folder the built `assets` */
export function compressAssets(folder) {
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } };
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (!/\.(js|css|svg|wasm)$/.test(name) || statSync(path).size < WORTH_BYTES) continue;
    const content = readFileSync(path);
    writeFileSync(`${path}.br`, brotliCompressSync(content, quality));
    writeFileSync(`${path}.gz`, gzipSync(content, { level: 9 }));
  }
}
