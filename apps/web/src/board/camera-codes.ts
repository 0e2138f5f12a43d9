/**
 * What to make of the QR codes that the camera sees. A code stays before it for seconds and is seen ten times in each:
 * it is followed once, as one scan is one try; another one is followed at once.
 */
import type { Finder } from './finder.svelte.js';
import { CODE, CUSTOMERS_QR, readScan, type Orders } from './scan.js';

/** What one picture shows. */
export interface Sorted {
  /** Customers' codes that were not followed before. */
  readonly fresh: readonly string[];
  /** There are QR codes, and none of a customer. */
  readonly foreign: boolean;
}

/** @param texts of all QR codes in one picture. @param followed those of earlier pictures. */
export function sortCodes(texts: readonly string[], followed: ReadonlySet<string>): Sorted {
  const ours = [...new Set(texts)].filter(isCustomersCode);
  return {
    fresh: ours.filter((text) => !followed.has(text)),
    foreign: ours.length === 0 && texts.length > 0,
  };
}

/** What a customer's page draws, or the code alone, as older pages drew it. */
function isCustomersCode(text: string): boolean {
  const upper = text.trim().toUpperCase();
  return CUSTOMERS_QR.test(upper) || CODE.test(upper);
}

/**
 * Which of several codes in one picture count: the one of the order in hand; else each that names one of
 * `orders`, since one phone may show several; else the first.
 */
export function codesThatCount(
  texts: readonly string[],
  orders: Orders,
  inHandId: string | null,
): readonly string[] {
  const read = texts.map((text) => ({ text, orderId: readScan(text, orders).orderId }));
  const inHand = read.find(({ orderId }) => orderId !== null && orderId === inHandId);
  if (inHand) return [inHand.text];
  const known = read.filter(({ orderId }) => orderId !== null).map(({ text }) => text);
  return known.length > 0 ? known : texts.slice(0, 1);
}

/** Goes the way of a scan; when one picture shows several orders, a person chooses. */
export function followCodes(texts: readonly string[], finder: Finder): void {
  for (const text of texts) finder.camera?.add(text);
  const cards = finder.model().view?.cards ?? [];
  const open = cards.filter(({ order }) => order.state !== 'handed_over');
  const inHandId = finder.panel?.kind === 'hand-over' ? finder.panel.orderId : null;
  const counted = codesThatCount(texts, open, inHandId);
  if (counted.length === 1) return void finder.scan(counted);
  const choices = counted.flatMap((text) => {
    const { orderId, code } = readScan(text, open);
    return open.filter((card) => card.orderId === orderId).map((card) => ({ card, code }));
  });
  finder.open({ kind: 'found', text: null, choices });
}
