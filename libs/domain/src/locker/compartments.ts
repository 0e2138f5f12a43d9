/** Which compartment of a store's lockers an order is put into. Pure. */

export const COMPARTMENT_SIZES = ['small', 'large', 'cold'] as const;
export type CompartmentSize = (typeof COMPARTMENT_SIZES)[number];

/** What is known of an order before it is put away. */
export interface ToPutAway {
  readonly flags: readonly string[];
}

/** A compartment as the store has it; its label belongs to it alone. */
export interface Compartment {
  readonly label: string;
  readonly size: CompartmentSize;
}

/** Nobody checks an ID at a locker. */
export const mayLieInLocker = ({ flags }: ToPutAway): boolean => !flags.includes('id_check');

/** What is cold stays cold, and what is heavy is large; all else fits anywhere. */
export function fits({ flags }: ToPutAway, size: CompartmentSize): boolean {
  if (flags.includes('cold')) return size === 'cold';
  return flags.includes('heavy') ? size !== 'small' : true;
}

/** The sizes that fit, those first that others need least. */
const bySpare = (order: ToPutAway): readonly CompartmentSize[] =>
  COMPARTMENT_SIZES.filter((size) => fits(order, size));

/**
 * The free compartments that the order fits into, the one to propose first: the smallest size that does, in the store's
 * order. A cold one is proposed for what need not be cold only when there is no other.
 * @param taken labels of those in use, in any case
 */
export function compartmentsFor<Any extends Compartment>(
  order: ToPutAway,
  compartments: readonly Any[],
  taken: Iterable<string>,
): Any[] {
  if (!mayLieInLocker(order)) return [];
  const used = new Set(Array.from(taken, (label) => label.toUpperCase()));
  const free = compartments.filter(({ label }) => !used.has(label.toUpperCase()));
  return bySpare(order).flatMap((wanted) => free.filter(({ size }) => size === wanted));
}
