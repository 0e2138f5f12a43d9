/** What a store says to its customers, by which channel and in which words, and who is told when no board is connected. */
import { z } from 'zod';
import { says } from '../problems/field-texts.js';
import { line } from '../text/index.js';
import { MessageKind } from './messages.js';

/** The store's own words in place of the usual ones; what is absent stays usual. In braces: `{name}`, `{link}` and others. */
export const OwnMessageTexts = z
  .strictObject({
    /** One text message, once what stands in braces has its value. */
    sms: line(1, 200).optional(),
    /** The subject of an e-mail, the title of a push message. */
    subject: line(1, 100).optional(),
    /** The first paragraph of an e-mail, the text of a push message. */
    body: line(1, 500).optional(),
  })
  .meta({ id: 'OwnMessageTexts' });
export type OwnMessageTexts = z.infer<typeof OwnMessageTexts>;

export const MessageSettings = z
  .strictObject({
    /** Whether it is sent by each channel; what is absent is as usual. */
    channels: z
      .strictObject({
        sms: z.boolean().optional(),
        email: z.boolean().optional(),
        push: z.boolean().optional(),
      })
      .optional(),
    texts: z.strictObject({ fr: OwnMessageTexts.optional(), en: OwnMessageTexts.optional() }).optional(),
  })
  .meta({ id: 'MessageSettings' });
export type MessageSettings = z.infer<typeof MessageSettings>;

/** Where somebody of the store is told that customers wait and no board is connected; empty or absent: nowhere. */
const AlertAddresses = z.strictObject({
  phone: z
    .string()
    .max(40)
    .regex(/^(\+?[0-9 ().-]{5,24})?$/, says('a phone number has digits, spaces and + ( ) . - only'))
    .optional(),
  email: z.union([z.literal(''), z.email().max(254)]).optional(),
});

export const StoreMessages = z
  .strictObject({
    kinds: z.partialRecord(MessageKind, MessageSettings).optional(),
    /** The store first; the manager when nobody does anything about it. */
    alerts: z
      .strictObject({ store: AlertAddresses.optional(), manager: AlertAddresses.optional() })
      .optional(),
  })
  .meta({ id: 'StoreMessages' });
export type StoreMessages = z.infer<typeof StoreMessages>;
