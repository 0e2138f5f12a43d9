/** What the adapters share: signatures, and reading fields that other systems write in their own ways. */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { headerOf } from '@curbline/platform';
import type { ShopRequest } from '../shop-adapter.js';

/** Whether a header has the base64 HMAC-SHA256 of `signed`. */
export function hasHmac(
  { headers }: Pick<ShopRequest, 'headers'>,
  name: string,
  key: string,
  ...signed: readonly (string | Buffer)[]
): boolean {
  const given = Buffer.from(headerOf({ headers }, name) ?? '', 'base64');
  const hmac = createHmac('sha256', key);
  for (const part of signed) hmac.update(part);
  const expected = hmac.digest();
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** A short name for what has no id of its own. */
export const shortHash = (...parts: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 20);

/** Unix ms; undefined for what is no time. A time without an offset is UTC. */
export function instantOf(text: string | null | undefined): number | undefined {
  if (!text) return undefined;
  const hasOffset = /(?:Z|[+-]\d{2}:?\d{2})$/.test(text);
  const ms = Date.parse(hasOffset ? text : `${text}Z`);
  return Number.isNaN(ms) ? undefined : ms;
}

/** The earlier and the later end of a window, as ISO 8601; null unless both are there and in order. */
export function windowOf(
  from: string | null | undefined,
  to: string | null | undefined,
): { from: string; to: string } | null {
  const [begin, end] = [instantOf(from), instantOf(to)];
  if (begin === undefined || end === undefined || end <= begin) return null;
  return { from: new Date(begin).toISOString(), to: new Date(end).toISOString() };
}

const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  times: '×',
  ndash: '–',
  mdash: '—',
  rsquo: '’',
};

/** Text in which a shop has written HTML entities. Those that are not known stay as they are. */
export const withoutEntities = (text: string): string =>
  text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w{2,8}));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return NAMED[String(name).toLowerCase()] ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });

/** The parts of an address that are there, on one line; null when there are none. */
export const addressLine = (...parts: readonly (string | null | undefined)[]): string | null =>
  parts
    .map((part) => part?.trim())
    .filter(Boolean)
    .join(', ') || null;
