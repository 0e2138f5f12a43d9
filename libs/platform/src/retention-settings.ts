/** How long each kind of data about customers and changes is kept; docs/privacy.md says what each means. */
import * as z from 'zod';

/** Days. */
export interface Retention {
  /** Names, notes, vehicles and free texts of orders and trips, after the trip closed; the rest stays without them. */
  readonly orders: number;
  /** Phone numbers, e-mail addresses and consents, after the trip closed. */
  readonly contacts: number;
  /** The store's log, from which the statistics can be made anew. */
  readonly log: number;
  /** The trail of who changed what. */
  readonly audit: number;
}

export const DEFAULT_RETENTION: Retention = { orders: 30, contacts: 30, log: 400, audit: 400 };

const isKind = (word: string): word is keyof Retention => Object.hasOwn(DEFAULT_RETENTION, word);

const RULE = `must be such as orders=30,log=400, in whole days, 1 to 3650; known are ${Object.keys(DEFAULT_RETENTION).join(', ')}`;

/** The environment variable `RETENTION`. */
export const retentionFields = {
  RETENTION: z
    .string()
    .transform((text, context): Partial<Retention> => {
      const retention: Partial<Record<keyof Retention, number>> = {};
      for (const part of text.split(',')) {
        const [, kind = '', days = ''] = /^\s*([a-z]+)\s*=\s*(\d{1,4})\s*$/.exec(part) ?? [];
        if (!isKind(kind) || Number(days) < 1 || Number(days) > 3650) {
          context.addIssue({ code: 'custom', message: RULE });
          return z.NEVER;
        }
        retention[kind] = Number(days);
      }
      return retention;
    })
    .optional(),
};
