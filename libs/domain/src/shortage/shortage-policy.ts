/** What may be agreed about missing goods, and what a store allows. */

export const SHORTAGE_CHOICES = [
  'substitute',
  'without',
  'home_delivery',
  'refund',
  'another_store',
] as const;
export type ShortageChoice = (typeof SHORTAGE_CHOICES)[number];

/** What may happen to a customer who says nothing: neither a substitute nor a way to another store that nobody agreed to. */
export const SHORTAGE_FALLBACKS = ['without', 'home_delivery', 'refund'] as const;
export type ShortageFallback = (typeof SHORTAGE_FALLBACKS)[number];

export interface ShortagePolicy {
  readonly choices: readonly ShortageChoice[];
  /** Minutes that the customer has to answer. */
  readonly minutes: number;
  readonly fallback: ShortageFallback;
}

export const DEFAULT_SHORTAGE_POLICY: ShortagePolicy = {
  choices: ['substitute', 'without', 'refund'],
  minutes: 10,
  fallback: 'without',
};

/**
 * What a customer may choose, in the order in which it is shown.
 * @param substitute what staff offer instead, in words; null for nothing
 * @param elsewhere whether another store has the goods
 */
export function choicesOffered(
  { choices, fallback }: ShortagePolicy,
  substitute: string | null,
  elsewhere: boolean,
): ShortageChoice[] {
  return SHORTAGE_CHOICES.filter((choice) => {
    if (choice === 'substitute') return substitute !== null && choices.includes(choice);
    if (choice === 'another_store') return elsewhere && choices.includes(choice);
    // What happens to the silent may always be said aloud.
    return choices.includes(choice) || choice === fallback;
  });
}
