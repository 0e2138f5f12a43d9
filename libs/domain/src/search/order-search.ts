/** Finds orders by the beginning of a customer's name or of a short code, as somebody types it in a hurry. Pure. */

/** The fewest letters that are searched for: one letter names half of the store. */
export const SHORTEST_SEARCH = 2;

/** What is searched of an order. */
export interface Searched {
  readonly customerName: string;
  readonly shortCode: string;
}

/** Letters that Unicode does not take apart into a plain letter and its accent. */
const PLAIN: Readonly<Record<string, string>> = { œ: 'oe', æ: 'ae', ø: 'o', ß: 'ss', ł: 'l', đ: 'd', ı: 'i' };

/** The words of a text in small letters without accents: `Hélène D'Arc` is `helene`, `d`, `arc`. */
export function foldedWords(text: string): readonly string[] {
  const folded = text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[œæøßłđı]/g, (letter) => PLAIN[letter] ?? letter);
  return folded.match(/[\p{L}\p{N}]+/gu) ?? [];
}

/**
 * How well an order fits what was typed: 0 its short code, 1 its name from the beginning, 2 a later word of the name or
 * the beginning of its short code; null when it does not fit, or when too little was typed.
 */
export function searchRank(query: string, { customerName, shortCode }: Searched): number | null {
  const words = foldedWords(query);
  const typed = words.join('');
  if (typed.length < SHORTEST_SEARCH) return null;
  const code = shortCode.toLowerCase();
  if (typed === code) return 0;
  const name = foldedWords(customerName);
  const asTyped = words.join(' ');
  if (name.join(' ').startsWith(asTyped)) return 1;
  const fitsName = words.every((word) => name.some((part) => part.startsWith(word)));
  return fitsName || code.startsWith(typed) ? 2 : null;
}

/** The orders that fit what was typed, the likeliest first; among equals, in the order given. */
export function searchOrders<Found extends Searched>(
  query: string,
  orders: readonly Found[],
  most: number,
): readonly Found[] {
  return orders
    .flatMap((order) => {
      const rank = searchRank(query, order);
      return rank === null ? [] : [{ order, rank }];
    })
    .sort((a, b) => a.rank - b.rank)
    .slice(0, most)
    .map(({ order }) => order);
}
