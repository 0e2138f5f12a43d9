/**
 * A customer's contact as order-service keeps it, and as notification-service reads it (docs/adr/0039). It is in no
 * event, on no board and in no log.
 */
import { z } from 'zod';
import { Instant, Language, OrderId, StoreId, TripId } from '../ids/index.js';

/** What is sealed: where the customer is reached; one of the two at least. */
export const ContactAddresses = z.object({
  /** E.164. */
  phone: z.string().optional(),
  email: z.string().optional(),
});
export type ContactAddresses = z.infer<typeof ContactAddresses>;

/** Who the sealed addresses belong to, bound into them. @param orderId of the contact */
export const contactOwner = (orderId: string): string => `contact ${orderId}`;

/** Who a sealed message belongs to, bound into it. @param id of its delivery */
export const messageOwner = (id: string): string => `delivery ${id}`;

/** Who the words of a rating belong to, bound into them. @param tripId of the pickup */
export const ratingOwner = (tripId: string): string => `rating ${tripId}`;

export const Consent = z.object({
  agreed: z.boolean(),
  at: Instant,
  /** The text that was agreed to, by the shop's own version of it; null: the shop named none. */
  text: z.string().nullable(),
});
export type Consent = z.infer<typeof Consent>;

/** What the customer agreed to; absent where it does not apply, such as `sms` without a phone. */
export const ContactConsents = z.object({
  /** Text messages about this order. */
  sms: Consent.optional(),
  /** E-mails about this order. */
  email: Consent.optional(),
  /** Anything else, on either. */
  marketing: Consent.optional(),
});
export type ContactConsents = z.infer<typeof ContactConsents>;

/** A row of `contact_view`. */
export const ContactRow = z.object({
  store_id: StoreId,
  order_id: OrderId,
  trip_id: TripId,
  /** {@link ContactAddresses} as JSON, sealed for {@link contactOwner}. */
  sealed: z.string(),
  language: Language,
  consents: ContactConsents,
  has_phone: z.boolean(),
  has_email: z.boolean(),
});
export type ContactRow = z.infer<typeof ContactRow>;
