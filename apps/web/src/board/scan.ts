/**
 * A code scanner types like a very fast keyboard and ends with Enter. Its keys are caught wherever the
 * page's focus is, told from a person's typing by their pace.
 *
 * Scanners press the keys of the layout that they are set to, most often the US one, and the device reads them by its
 * own: on a French AZERTY device `A1` arrives as `Q&`. So each scan is read twice, by the characters that the device
 * made of it (`KeyboardEvent.key`) and by the keys themselves (`KeyboardEvent.code`, named after the US layout).
 */
const KEYS_APART_MS = 60;
const SHORTEST = 3;

/** What of a `KeyboardEvent` is read. */
export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly shiftKey: boolean;
}

export class ScanBuffer {
  private asRead = '';
  private asPressed = '';
  private lastAt = Number.NEGATIVE_INFINITY;

  /**
   * @param atMs when the key was pressed, on any steady clock.
   * @returns the readings of a scan that has just ended, the device's own first; else null.
   */
  press(press: KeyPress, atMs: number): readonly string[] | null {
    if (atMs - this.lastAt > KEYS_APART_MS) this.asRead = this.asPressed = '';
    this.lastAt = atMs;
    if (press.key === 'Enter') {
      const readings = [...new Set([this.asRead, this.asPressed])].filter(({ length }) => length >= SHORTEST);
      this.asRead = this.asPressed = '';
      return readings.length > 0 ? readings : null;
    }
    if (press.key.length === 1) this.asRead += press.key;
    this.asPressed += onUsKeyboard(press);
    return null;
  }
}

/** Signs beside letters and digits that stand in a code or an address: plain, and with Shift. */
const US_SIGNS: Readonly<Record<string, readonly [plain: string, shifted: string]>> = {
  Space: [' ', ' '],
  Minus: ['-', '_'],
  Equal: ['=', '+'],
  Slash: ['/', '?'],
  Period: ['.', '>'],
  Semicolon: [';', ':'],
};
const US_SHIFTED_DIGITS = ')!@#$%^&*(';

function onUsKeyboard({ code, shiftKey }: KeyPress): string {
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (letter) return shiftKey ? letter : letter.toLowerCase();
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1];
  if (digit) return shiftKey && code.startsWith('Digit') ? (US_SHIFTED_DIGITS[Number(digit)] ?? '') : digit;
  return US_SIGNS[code]?.[shiftKey ? 1 : 0] ?? '';
}

/** What a scan or a typed text names: an order by its short code, and perhaps its hand-over code. */
export interface Scanned {
  readonly orderId: string | null;
  /** The order's name in a customer's QR, whether or not the order is on the board. */
  readonly shortCode: string | null;
  /** Left over beside the short code, or all there was: 4 characters. */
  readonly code: string | null;
}

export type Orders = readonly { orderId: string; shortCode: string }[];

/** The signs that a hand-over code is made of. */
export const CODE = /^[23456789ABCDEFGHJKMNPQRSTVWXYZ]{4}$/;

/** What the customer's page draws: which order, and the code that proves it. */
export const CUSTOMERS_QR = /^CURBLINE:([A-Z0-9]{2,10}):([A-Z0-9]{4,12})$/;

/** Reads `K7P`, `k7p`, `K7P ABCD`, `curbline:K7P:ABCD`, `ABCD` or `ab-cd` against the orders of the board. */
export function readScan(text: string, orders: Orders): Scanned {
  const upper = text.trim().toUpperCase();
  const [, named, proof] = CUSTOMERS_QR.exec(upper) ?? [];
  if (named !== undefined && proof !== undefined) {
    const order = orders.find(({ shortCode }) => shortCode.toUpperCase() === named);
    return { orderId: order?.orderId ?? null, shortCode: named, code: proof };
  }
  const words: readonly string[] = upper.match(/[A-Z0-9]+/g) ?? [];
  const order = orders.find(({ shortCode }) => words.includes(shortCode.toUpperCase()));
  if (order) {
    const code = words.find((word) => word.length === 4 && word !== order.shortCode.toUpperCase());
    return { orderId: order.orderId, shortCode: order.shortCode, code: code ?? null };
  }
  const whole = upper.replace(/[\s.-]/g, '');
  const code = words.find((word) => word.length === 4) ?? (CODE.test(whole) ? whole : null);
  return { orderId: null, shortCode: null, code };
}

/** Chooses among several readings of one scan the one that names an order of the board, else one that can be a code, else the first. */
export function likeliestReading(readings: readonly string[], orders: Orders): string {
  const read = readings.map((text) => ({ text, found: readScan(text, orders) }));
  const best =
    read.find(({ found }) => found.orderId !== null) ??
    read.find(({ found }) => found.shortCode !== null) ??
    read.find(({ found }) => found.code !== null && CODE.test(found.code)) ??
    read[0];
  return best?.text ?? '';
}
