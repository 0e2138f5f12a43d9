/**
 * All refusals: RFC 9457 problem details with a stable `code`.
 * `title` comes in the reader's language (Accept-Language); `detail` adds the case at hand.
 */
import { z } from 'zod';

/** Why a customer's link no longer opens its trip. */
export const LinkEnd = z.enum(['revoked', 'ended', 'expired']);
export type LinkEnd = z.infer<typeof LinkEnd>;

export const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    code: z.string(),
    detail: z.string().optional(),
    instance: z.string().optional(),
    requestId: z.string().optional(),
    /** One entry a field: where and what to do about it. */
    errors: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
    /** With `reference-taken`: the order that has it. */
    orderId: z.string().optional(),
    /** With 409: the card as it is now, so that the loser of a race sees why. */
    card: z.unknown().optional(),
    /** With `link-gone`: taken back by the store or the shop, the trip is over, or its time ran out. */
    reason: LinkEnd.optional(),
    /** With `link-gone`: whom to call. */
    store: z.object({ name: z.string(), phone: z.string() }).optional(),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof Problem>;
