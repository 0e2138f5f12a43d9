/** What is kept of the phone number and e-mail address that came with an order. What cannot be used never costs one. */
import type { Consent, ContactAddresses, ContactConsents } from '@curbline/contracts/contact';
import type { Adjustment, PlaceOrder, StoreSettings } from '@curbline/contracts/http';
import { isoOf } from '@curbline/platform';
import { readEmail, readPhone } from '@curbline/platform/contact';
import { countryOfStore } from '../stores/country-of-store.js';

export interface ReadContact {
  readonly addresses: ContactAddresses;
  /** What was left out, and why; without the address itself. */
  readonly adjusted: readonly Adjustment[];
}

export type GivenContact = Pick<PlaceOrder['customer'], 'phone' | 'email' | 'consents'>;

const leftOut = (field: 'customer.phone' | 'customer.email', reason: Adjustment['reason']): Adjustment => ({
  field,
  reason,
  to: null,
});

/** @param store whose country a number without `+` is of: the one that is set, or that of its time zone */
export function readContact(
  { phone, email }: GivenContact,
  store: Pick<StoreSettings, 'country' | 'timeZone'>,
): ReadContact {
  const addresses: ContactAddresses = {};
  const adjusted: Adjustment[] = [];
  if (phone !== undefined) {
    const read = readPhone(phone, countryOfStore(store));
    if ('e164' in read) addresses.phone = read.e164;
    else adjusted.push(leftOut('customer.phone', read.refused === 'landline' ? 'landline' : 'unreadable'));
  }
  if (email !== undefined) {
    const read = readEmail(email);
    if (read !== undefined) addresses.email = read;
    else adjusted.push(leftOut('customer.email', 'unreadable'));
  }
  return { addresses, adjusted };
}

/** The same, for an installation that cannot seal anything: nothing is kept. */
export const notKept = ({ phone, email }: ContactAddresses): Adjustment[] => [
  ...(phone === undefined ? [] : [leftOut('customer.phone', 'not_kept')]),
  ...(email === undefined ? [] : [leftOut('customer.email', 'not_kept')]),
];

/**
 * @param now when the contact is given, Unix ms
 * @param before what was said of the contact that this one replaces, which holds for what is not said anew
 */
export function consentsOf(
  { phone, email }: ContactAddresses,
  given: GivenContact['consents'],
  now: number,
  before?: ContactConsents,
): ContactConsents {
  const { sms = true, email: byEmail = true, marketing = false, at, text } = given ?? {};
  const said = (agreed: boolean, kept: Consent | undefined): Consent =>
    given === undefined && kept !== undefined ? kept : { agreed, at: at ?? isoOf(now), text: text || null };
  return {
    ...(phone !== undefined && { sms: said(sms, before?.sms) }),
    ...(email !== undefined && { email: said(byEmail, before?.email) }),
    marketing: said(marketing, before?.marketing),
  };
}
