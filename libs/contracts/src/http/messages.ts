/** Messages to a store's customers, as its managers see them. */
import { z } from 'zod';
import { Instant, Language, OrderId, StoreId, TripId } from '../ids/index.js';

export const MessageChannel = z.enum(['push', 'sms', 'email']);
export type MessageChannel = z.infer<typeof MessageChannel>;

export const MessageKind = z.enum([
  'order_placed',
  'order_ready',
  'order_delayed',
  'order_canceled',
  'customer_arrived',
  'order_claimed',
  'customer_not_found',
  'shortage_asked',
  'hold_ending',
  'order_handed_over',
]);
export type MessageKind = z.infer<typeof MessageKind>;

/** Answers to text messages that could not be followed. */
export const ReplyKind = z.enum([
  'reply_bay_unknown',
  'reply_how_to_arrive',
  'reply_late_noted',
  'reply_no_order',
]);
export type ReplyKind = z.infer<typeof ReplyKind>;

export const DeliveryState = z.enum([
  'waiting',
  'sending',
  'unknown',
  'sent',
  'delivered',
  'failed',
  'expired',
  'suppressed',
  'not_needed',
]);
export type DeliveryState = z.infer<typeof DeliveryState>;

export const SentMessageView = z
  .object({
    id: z.uuid(),
    /** Null, as the trip, for what is said to the store's own people. */
    orderId: OrderId.nullable(),
    tripId: TripId.nullable(),
    /**
     * `dark_board`: customers wait and no board is connected. `arrival_waiting`, `past_goal`, `wait_critical`: what the store's
     * devices are told by push. `reply_…`: the answer to a text message of theirs.
     */
    kind: z.enum([
      ...MessageKind.options,
      ...ReplyKind.options,
      'dark_board',
      'arrival_waiting',
      'past_goal',
      'wait_critical',
    ]),
    channel: MessageChannel,
    language: Language,
    state: DeliveryState,
    /**
     * Why it could not be sent; null when it could. `unreachable`, `no_answer`, `unreadable_answer`, `sign_in_refused`,
     * `refused`, `interrupted`, `subscription_ended`, `answer:` with the code of the other side's answer, `error:` with its error's number,
     * `bounced:` with the status that a mail server reported later, or `bounced_before`.
     */
    reason: z.string().nullable(),
    /** What sends it: `smtp`, or `outbox` where nothing is configured and the message stays here. Null before a try. */
    provider: z.string().nullable(),
    attempts: z.number().int(),
    createdAt: Instant,
    dueAt: Instant,
    changedAt: Instant,
    /** The message as the customer sees it; null once it is erased. */
    shown: z
      .object({
        /** Where it goes, with most of it hidden: `c•••@example.com`. Empty for push. */
        to: z.string(),
        subject: z.string(),
        text: z.string(),
        /** The customer's page. Only of messages in the outbox: of all others it is the customer's alone. */
        link: z.string().nullable(),
      })
      .nullable(),
  })
  .meta({ id: 'SentMessageView' });
export type SentMessageView = z.infer<typeof SentMessageView>;

export const MessagesQuery = z.strictObject({
  /** Only those in these states, with commas between. */
  state: z
    .string()
    .regex(new RegExp(`^(${DeliveryState.options.join('|')})(,(${DeliveryState.options.join('|')}))*$`))
    .optional(),
  orderId: OrderId.optional(),
  /** Only older ones: `next` of the page before. */
  before: z.string().max(80).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export type MessagesQuery = z.infer<typeof MessagesQuery>;

export const MessagesPage = z
  .object({
    storeId: StoreId,
    /** The newest first. */
    messages: z.array(SentMessageView),
    /** For `before`; null on the last page. */
    next: z.string().nullable(),
    /** Which channels reach customers; the others end in the outbox. */
    configured: z.array(MessageChannel),
  })
  .meta({ id: 'MessagesPage' });
export type MessagesPage = z.infer<typeof MessagesPage>;
