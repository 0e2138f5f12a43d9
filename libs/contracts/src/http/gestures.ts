/** Small kindnesses that a store's staff may give, how they give them, and how often they did. */
import { z } from 'zod';
import { GestureId, GestureLabel } from '../events/gesture.js';
import { says } from '../problems/field-texts.js';
import { line } from '../text/index.js';
import { checkedRange, Day, dayRange } from './stats.js';

export const MOST_GESTURES = 6;
/** Characters. */
export const MOST_GESTURE_WORDS = 120;

/** What the store's people may give, and how many of it on one of its days. */
export const StoreGesture = z
  .strictObject({ id: GestureId, label: GestureLabel, perDay: z.number().int().min(1).max(500) })
  .meta({ id: 'StoreGesture' });
export type StoreGesture = z.infer<typeof StoreGesture>;

export const StoreGestures = z
  .array(StoreGesture)
  .max(MOST_GESTURES)
  .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, says('each gesture once'));

/** `PUT /v1/stores/:storeId/orders/:orderId/gestures/:gestureId` */
export const GiveGesture = z
  .strictObject({
    /** A line to the customer, as by hand. */
    words: line(0, MOST_GESTURE_WORDS).default(''),
  })
  .meta({ id: 'GiveGesture' });
export type GiveGesture = z.infer<typeof GiveGesture>;

/** `GET /v1/stores/:storeId/gestures`: both days included; today when left out. */
export const GesturesQuery = checkedRange(z.strictObject(dayRange)).meta({ id: 'GesturesQuery' });
export type GesturesQuery = z.infer<typeof GesturesQuery>;

const count = z.number().int().nonnegative();

/** Nothing here says who gave what. */
export const GivenGestures = z
  .object({
    from: Day,
    to: Day,
    /** The most frequent first; what the store no longer gives is there by the label that it had. */
    gestures: z.array(
      z.object({
        gestureId: GestureId,
        label: GestureLabel,
        given: count,
        /** How many of these customers rated their pickup, and how many of them with four or five stars. */
        rated: count,
        pleased: count,
      }),
    ),
  })
  .meta({ id: 'GivenGestures' });
export type GivenGestures = z.infer<typeof GivenGestures>;
