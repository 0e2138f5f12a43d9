/** What Curbline holds on one person: for the person who asks for it, and to be forgotten. */
import { z } from 'zod';
import { Instant, OrderId } from '../ids/index.js';
import { says } from '../problems/field-texts.js';

/** Whose data: in a body, because an address line is written into logs on its way. */
export const PersonQuery = z
  .strictObject({
    /** With the country's code, such as `+33 6 12 34 56 78`. */
    phone: z.string().max(100).optional(),
    email: z.string().max(300).optional(),
    /** For an order whose shop sent no address. */
    orderId: OrderId.optional(),
  })
  .refine((given) => Object.values(given).filter((value) => value !== undefined).length === 1, {
    message: says('give one of phone, email and orderId'),
  })
  .meta({ id: 'PersonQuery' });
export type PersonQuery = z.infer<typeof PersonQuery>;

const Row = z.record(z.string(), z.unknown());

/**
 * `POST /v1/personal-data/export`. The rows are as they are stored, without secrets. A row with `unreadable` has
 * something that was sealed with a key which the installation no longer has.
 */
export const PersonalData = z
  .object({
    exportedAt: Instant,
    orders: z.array(
      z.object({
        order: Row,
        trip: Row,
        /** Phone, e-mail address, language and consents; null once they are erased. */
        contact: Row.nullable(),
        lines: z.array(z.unknown()),
        /** How they rated the pickup, with their words until those are erased; null when they did not. */
        rating: Row.nullable(),
        /** What the staff gave them, with the line that they wrote until it is erased. */
        gestures: z.array(Row),
        /** As the statistics count it; null before the arrival. */
        pickupRecord: Row.nullable(),
        links: z.array(Row),
        sessions: z.array(Row),
        /** Apps of phones that report positions for the trip. */
        phones: z.array(Row),
        /** What was sent to them and what became of it, with its text until that is erased. */
        messages: z.array(Row),
        /** When a browser of theirs asked to be told of the trip by push. */
        pushSubscriptions: z.array(Row),
        /** The entries of the store's log about the order. */
        log: z.array(Row),
      }),
    ),
  })
  .meta({ id: 'PersonalData' });
export type PersonalData = z.infer<typeof PersonalData>;

/** `POST /v1/personal-data/erase`. */
export const ErasedData = z
  .object({
    /** Orders that no longer say whose they were. */
    orders: z.number().int(),
  })
  .meta({ id: 'ErasedData' });
export type ErasedData = z.infer<typeof ErasedData>;
