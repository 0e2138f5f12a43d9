/**
 * Which store a place of a shop most probably is, by the words of their names and addresses. Words that few stores have
 * tell more than "street" or the chain's own name. Pure.
 */

export interface NamedPlace {
  readonly name: string;
  readonly address: string | null;
}

export interface NamedStore extends NamedPlace {
  readonly id: string;
}

/** The share of the place's words, by their weight, that a store must have to be named at all. */
const LEAST_SHARE = 0.5;
/** How much more than the second the likest store must have. */
const LEAST_LEAD = 0.05;
/** A word of more stores than these finds none of them. */
const MOST_ALIKE = 200;

/** For each place the store that is clearly likest; null when there is none. */
export function likestStores<Store extends NamedStore>(
  places: readonly NamedPlace[],
  stores: readonly Store[],
): (Store | null)[] {
  const storesOf = new Map<string, Set<Store>>();
  for (const store of stores) {
    for (const word of wordsOf(`${store.name} ${store.address ?? ''}`)) {
      const known = storesOf.get(word);
      if (known) known.add(store);
      else storesOf.set(word, new Set([store]));
    }
  }
  const weightOf = (word: string): number => Math.log(1 + stores.length / (storesOf.get(word)?.size ?? 1));
  const sharesOf = (text: string): Map<Store, number> => {
    const words = [...wordsOf(text)];
    const all = words.reduce((sum, word) => sum + weightOf(word), 0);
    const shares = new Map<Store, number>();
    for (const word of words) {
      const alike = storesOf.get(word);
      if (!alike || alike.size > MOST_ALIKE) continue;
      for (const store of alike) shares.set(store, (shares.get(store) ?? 0) + weightOf(word) / all);
    }
    return shares;
  };
  return places.map(({ name, address }) => {
    const shares = sharesOf(name);
    for (const [store, share] of sharesOf(address ?? '')) shares.set(store, (shares.get(store) ?? 0) + share);
    const [first, second] = [...shares].toSorted((a, b) => b[1] - a[1]);
    if (!first || first[1] < LEAST_SHARE || first[1] - (second?.[1] ?? 0) < LEAST_LEAD) return null;
    return first[0];
  });
}

/** Without accents and capitals; a single letter tells nothing. */
function wordsOf(text: string): Set<string> {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return new Set(plain.match(/\p{L}{2,}|\p{N}+/gu) ?? []);
}
