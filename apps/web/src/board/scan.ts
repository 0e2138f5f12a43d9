/**
 * A code scanner types like a very fast keyboard and ends with Enter. Its keys are caught wherever the
 * page's focus is, told from a person's typing by their pace.
 */
const KEYS_APART_MS = 60;
const SHORTEST = 3;

export class ScanBuffer {
  private text = '';
  private lastAt = Number.NEGATIVE_INFINITY;

  /**
   * @param key as `KeyboardEvent.key` names it.
   * @param atMs when it was pressed, on any steady clock.
   * @returns the whole text when a scan has just ended, else null.
   */
  press(key: string, atMs: number): string | null {
    if (atMs - this.lastAt > KEYS_APART_MS) this.text = '';
    this.lastAt = atMs;
    if (key === 'Enter') {
      const { text } = this;
      this.text = '';
      return text.length >= SHORTEST ? text : null;
    }
    if (key.length === 1) this.text += key;
    return null;
  }
}

/** What a scan or a typed text names: an order by its short code, and perhaps its hand-over code. */
export interface Scanned {
  readonly orderId: string | null;
  /** Left over beside the short code, or all there was: 4 characters. */
  readonly code: string | null;
}

/** Reads `K7P`, `k7p`, `K7P ABCD`, `curbline:K7P:ABCD` or `ABCD` against the orders of the board. */
export function readScan(text: string, orders: readonly { orderId: string; shortCode: string }[]): Scanned {
  const words: readonly string[] = text.toUpperCase().match(/[A-Z0-9]+/g) ?? [];
  const order = orders.find(({ shortCode }) => words.includes(shortCode.toUpperCase()));
  const code = words.find((word) => word.length === 4 && word !== order?.shortCode.toUpperCase()) ?? null;
  return { orderId: order?.orderId ?? null, code };
}
