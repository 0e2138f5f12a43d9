/** What PostgreSQL packs a long value with, unpacked as `pg_lzcompress.c` and LZ4's block format have it. */

/** The longest that is unpacked. */
export const LONGEST = 16_384;
/** Nearly all tries fail: they share their memory, with room for what runs over. */
const scratch = Buffer.alloc(LONGEST + 512);

/** @returns the value, or `undefined` when these bytes are no pglz stream of exactly `size` bytes. */
export function unpackPglz(source: Buffer, from: number, size: number): Buffer | undefined {
  const out = scratch;
  let [at, to] = [from, 0];
  while (to < size) {
    const control = source[at++];
    if (control === undefined) return undefined;
    for (let bit = 0; bit < 8 && to < size; bit += 1) {
      if (at >= source.length) return undefined;
      if ((control & (1 << bit)) === 0) {
        out[to++] = source[at++]!;
        continue;
      }
      const [high, low] = [source[at]!, source[at + 1]];
      if (low === undefined) return undefined;
      at += 2;
      const back = ((high & 0xf0) << 4) | low;
      let length = (high & 0x0f) + 3;
      if (length === 18) length += source[at++] ?? 0;
      if (back === 0 || back > to) return undefined;
      for (; length > 0 && to < size; length -= 1, to += 1) out[to] = out[to - back]!;
    }
  }
  return Buffer.from(out.subarray(0, size));
}

/** @returns the value, or `undefined` when these bytes are no LZ4 block of exactly `size` bytes. */
export function unpackLz4(source: Buffer, from: number, size: number): Buffer | undefined {
  const out = scratch;
  let [at, to] = [from, 0];
  const more = (length: number): number => {
    if (length !== 15) return length;
    for (let byte = 255; byte === 255;) length += byte = source[at++] ?? 0;
    return length;
  };
  while (to < size) {
    const token = source[at++];
    if (token === undefined) return undefined;
    const literals = more(token >> 4);
    if (at + literals > source.length || to + literals > size) return undefined;
    source.copy(out, to, at, at + literals);
    at += literals;
    to += literals;
    if (to === size) break;
    const back = (source[at] ?? 0) | ((source[at + 1] ?? 0) << 8);
    at += 2;
    const length = more(token & 15) + 4;
    if (back === 0 || back > to || to + length > size) return undefined;
    for (const end = to + length; to < end; to += 1) out[to] = out[to - back]!;
  }
  return Buffer.from(out.subarray(0, size));
}
