/** What staff do to one order: commands below `/v1/stores/:storeId/orders/:orderId`, each answered with the card as it is afterwards. */
import { z } from 'zod';
import { Card } from '../events/index.js';
import { BayLabel, Instant, NoProofReason, Proof, ShortMessage } from '../ids/index.js';
import { says } from '../problems/field-texts.js';
import { line, typedCode } from '../text/index.js';

/** `POST …/hand-over` */
export const HandOver = z
  .strictObject({
    proof: Proof.exclude(['opened']),
    /** Needed with proof `code` and `qr`. */
    code: z.string().max(40).transform(typedCode).pipe(z.string().max(12)).optional(),
    /** Needed with proof `none`; `other` needs words as well. */
    reason: NoProofReason.optional(),
    reasonNote: line(0, 200).optional(),
    /** When the tap was made, if it was sent later. */
    tappedAt: Instant.optional(),
  })
  .refine((h) => (h.proof !== 'code' && h.proof !== 'qr') || Boolean(h.code), {
    path: ['code'],
    message: says('the customer’s code is needed with this proof'),
  })
  .meta({ id: 'HandOver' });
export type HandOver = z.infer<typeof HandOver>;

export const StaffTap = z.strictObject({ tappedAt: Instant.optional() }).meta({ id: 'StaffTap' });
export type StaffTap = z.infer<typeof StaffTap>;

/** Staff enter an arrival for a customer who calls or comes to the entrance. */
export const EnterArrival = z
  .strictObject({ bay: BayLabel.nullable().default(null), tappedAt: Instant.optional() })
  .meta({ id: 'EnterArrival' });
export type EnterArrival = z.infer<typeof EnterArrival>;

/** `POST …/message`: the customer's page shows it at once, in the customer's language. */
export const SendMessage = z
  .strictObject({ message: ShortMessage, tappedAt: Instant.optional() })
  .meta({ id: 'SendMessage' });
export type SendMessage = z.infer<typeof SendMessage>;

export const CardAnswer = z.object({ card: Card }).meta({ id: 'CardAnswer' });
export type CardAnswer = z.infer<typeof CardAnswer>;
