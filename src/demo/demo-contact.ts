/**
 * Where a simulated customer would be reached: some by a number, some by e-mail, some not at all. The numbers are those
 * that ARCEP (decision 2018-0881) and Ofcom keep free for fiction, and `.example` has no mail server (RFC 2606).
 */
import type { PlaceOrder } from '@curbline/contracts/http';
import type { Language } from '@curbline/contracts/ids';

const NUMBERS: Readonly<Record<Language, (ending: string) => string>> = {
  fr: (ending) => `+3363998${ending.padStart(4, '0')}`,
  en: (ending) => `+447700900${ending.slice(-3).padStart(3, '0')}`,
};

/** @param seed of the customer: the same has the same contact */
export function demoContact(
  seed: number,
  language: Language,
): Pick<PlaceOrder['customer'], 'phone' | 'email'> {
  if (seed % 3 === 0) return { phone: NUMBERS[language](String(seed % 10_000)) };
  return seed % 3 === 1 ? { email: `customer-${seed % 10_000}@demo.example` } : {};
}
