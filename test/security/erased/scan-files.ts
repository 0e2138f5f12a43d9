/**
 * Looks for needles in every file of a folder: in its bytes as they are, in the values that PostgreSQL has packed
 * (tried at every byte, so in dead rows, in pieces of TOAST and in the write-ahead log too), and in the log without
 * the heads of its pages, which stand in the middle of what is longer than a page.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { LONGEST, unpackLz4, unpackPglz } from './decompress.js';
import type { Needle } from './needles.js';

export interface Found {
  readonly file: string;
  readonly form: string;
  readonly packed: boolean;
  readonly times: number;
}

export interface Scan {
  readonly files: number;
  readonly bytes: number;
  /** Packed values that were unpacked and looked through. */
  readonly unpacked: number;
  readonly found: readonly Found[];
  /** The same of the second list. */
  readonly control: readonly Found[];
}

const PAGE = 8_192;
/** Heads of the log's pages, aligned: of a segment's first page, and of every other. */
const [LONG_HEAD, SHORT_HEAD] = [40, 24];
const WAL_SEGMENT = /^[0-9A-F]{24}$/;
const SMALLEST = 64;
/** No needle is shorter. */
const STEM = 6;

/** @param control needles that are looked for in the same pass and told apart */
export function scanFolder(
  folder: string,
  needles: readonly Needle[],
  control: readonly Needle[] = [],
): Scan {
  const sums = { files: 0, bytes: 0, unpacked: 0 };
  const found: Found[] = [];
  const foundOfControl: Found[] = [];
  const [index, ofControl] = [indexOf(needles), indexOf(control)];
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isFile()) continue;
    let bytes: Buffer;
    try {
      bytes = readFileSync(path);
    } catch {
      // A living server removes files of its own.
      continue;
    }
    sums.files += 1;
    sums.bytes += bytes.length;
    const plain = bytes.length < 2 || bytes.readUInt16BE(0) !== 0x1f8b;
    const content = plain ? [bytes] : [gunzipSync(bytes)];
    if (WAL_SEGMENT.test(entry.name)) content.push(withoutPageHeads(bytes));
    const file = path.slice(folder.length + 1);
    for (const text of content) {
      const values = packedValues(text);
      sums.unpacked += values.length;
      found.push(...look(file, [text], index, false), ...look(file, values, index, true));
      foundOfControl.push(...look(file, [text], ofControl, false), ...look(file, values, ofControl, true));
    }
  }
  return { ...sums, found, control: foundOfControl };
}

interface Index {
  /** Which first two bytes any needle has. */
  readonly starts: Uint8Array;
  readonly byStem: ReadonlyMap<string, readonly Needle[]>;
}

/** By their first bytes, so that thousands of needles are looked for in one pass. */
function indexOf(needles: readonly Needle[]): Index {
  const starts = new Uint8Array(65_536);
  for (const { bytes } of needles) starts[bytes.readUInt16LE(0)] = 1;
  return { starts, byStem: Map.groupBy(needles, ({ bytes }) => bytes.toString('latin1', 0, STEM)) };
}

function look(file: string, texts: readonly Buffer[], index: Index, packed: boolean): Found[] {
  const { starts, byStem } = index;
  const times = new Map<string, number>();
  for (const text of texts) {
    for (let at = 0; at + 1 < text.length; at += 1) {
      const start = text[at]! | (text[at + 1]! << 8);
      if (starts[start] === 0) continue;
      for (const { form, bytes } of byStem.get(text.toString('latin1', at, at + STEM)) ?? []) {
        if (text.compare(bytes, 0, bytes.length, at, Math.min(text.length, at + bytes.length)) === 0)
          times.set(form, (times.get(form) ?? 0) + 1);
      }
    }
  }
  return [...times].map(([form, count]) => ({ file, form, packed, times: count }));
}

/** Everything that unpacks: a size, and after it a stream that gives exactly that size. */
function packedValues(text: Buffer): Buffer[] {
  const values: Buffer[] = [];
  for (let at = 0; at + 9 < text.length; at += 1) {
    // The size is a whole number of 32 bits, of which the upper two tell the method.
    const top = text[at + 3]!;
    if ((top !== 0 && top !== 0x40) || text[at + 2] !== 0) continue;
    const size = text[at]! | (text[at + 1]! << 8);
    // Nothing begins with four bytes of nothing, and files are full of them.
    if (size < SMALLEST || size > LONGEST || text.readUInt32LE(at + 5) === 0) continue;
    const value = top === 0 ? unpackPglz(text, at + 4, size) : unpackLz4(text, at + 4, size);
    // What is one byte over and over unpacks from anything.
    if (value && value.some((byte) => byte !== value[0])) values.push(value);
  }
  return values;
}

function withoutPageHeads(segment: Buffer): Buffer {
  const pages: Buffer[] = [];
  for (let at = 0; at < segment.length; at += PAGE) {
    pages.push(segment.subarray(at + (at === 0 ? LONG_HEAD : SHORT_HEAD), at + PAGE));
  }
  return Buffer.concat(pages);
}
