/** What all webhooks have in common. */
import { z } from 'zod';
import { Instant, OrderId, OrderState, StoreId, TripId } from '../ids/index.js';

/** What every event about an order has. */
export const ofOrder = {
  storeId: StoreId,
  seq: z
    .number()
    .int()
    .positive()
    .nullable()
    .meta({
      description:
        'The number of the event in the store’s log: it grows in the order in which things happened, and attempts may ' +
        'arrive in another order. Null for what is no event of the log.',
    }),
  orderId: OrderId,
  tripId: TripId,
  reference: z
    .string()
    .nullable()
    .meta({ description: 'The shop’s own number of the order, as it sent it; null when it sent none' }),
  externalId: z
    .string()
    .nullable()
    .meta({ description: 'The shop’s id of the order; null when it sent none' }),
  shortCode: z.string().meta({ description: 'The order’s short name on the bag and the board' }),
  orderState: OrderState,
};

/** @param type as it stands in `type`; its schema is named by it */
export const event = <Type extends string, Data extends z.ZodRawShape>(
  type: Type,
  description: string,
  data: Data,
) =>
  z
    .object({
      type: z.literal(type),
      timestamp: Instant.meta({
        description: 'When it happened; the attempt’s time is in webhook-timestamp',
      }),
      data: z.object(data),
    })
    .meta({ id: schemaName(type), description });

/** `order.handed_over` → `OrderHandedOverWebhook` */
const schemaName = (type: string): string =>
  `${type.replaceAll(/(?:^|[._])(\w)/g, (_, letter: string) => letter.toUpperCase())}Webhook`;
