/** Medusa 2, by the subscriber in docs/shops.md: it loads the order with its options and signs as Standard Webhooks. */
import { z } from 'zod';
import type { ShopOrderStage } from '@curbline/domain/shop-order';
import type { ShopAdapter, ShopLocation, ShopReading } from '../shop-adapter.js';
import { addressLine, instantOf } from './fields.js';
import { isSigned, standardWebhooks } from './standard-webhooks.js';

const Text = z.string().nullish();
const Person = z.object({ first_name: Text, last_name: Text, phone: Text }).nullish();

const Order = z.object({
  id: z.string(),
  display_id: z.number().int().nullish(),
  status: z.string(),
  updated_at: z.string(),
  canceled_at: Text,
  fulfillment_status: Text,
  currency_code: Text,
  locale: Text,
  email: Text,
  customer: Person,
  shipping_address: Person,
  items: z
    .array(
      z.object({
        title: Text,
        product_title: Text,
        variant_sku: Text,
        quantity: z.number().nullish(),
        unit_price: z.number().nullish(),
        thumbnail: Text,
        detail: z.object({ quantity: z.number().nullish() }).nullish(),
      }),
    )
    .nullish(),
  shipping_methods: z.array(z.object({ shipping_option_id: Text })).nullish(),
});
type MedusaOrder = z.infer<typeof Order>;

const Option = z.object({
  id: z.string(),
  service_zone: z.object({
    fulfillment_set: z.object({
      type: z.string(),
      location: z
        .object({
          id: z.string(),
          name: z.string(),
          address: z.object({ address_1: Text, postal_code: Text, city: Text }).nullish(),
        })
        .nullish(),
    }),
  }),
});
type MedusaOption = z.infer<typeof Option>;

const Message = z.object({ type: z.string(), data: z.object({ order: Order, options: z.array(Option) }) });

export const medusa: ShopAdapter = {
  ...standardWebhooks,
  kind: 'medusa',
  verify: isSigned,
  read,
};

function read(body: unknown): ShopReading {
  const message = Message.safeParse(body);
  if (!message.success) return { kind: 'nothing', reason: 'not_an_order' };
  const { order, options } = message.data.data;
  const changedAt = instantOf(order.updated_at);
  if (changedAt === undefined) return { kind: 'nothing', reason: 'no_time' };
  const chosen = new Set(order.shipping_methods?.map(({ shipping_option_id: id }) => id));
  const pickup = options.find(
    ({ id, service_zone: zone }) => chosen.has(id) && zone.fulfillment_set.type === 'pickup',
  );
  // A guest has no name of their own, but that of the address.
  const person = order.customer?.first_name ? order.customer : order.shipping_address;
  return {
    kind: 'order',
    order: {
      externalId: order.id,
      changedAt,
      stage: stageOf(order),
      isPickup: pickup !== undefined,
      location: pickup ? locationOf(pickup) : null,
      content: {
        reference: order.display_id ? String(order.display_id) : null,
        firstName: person?.first_name ?? null,
        lastName: person?.last_name ?? null,
        phone: person?.phone ?? order.shipping_address?.phone ?? null,
        email: order.email ?? null,
        language: order.locale ?? null,
        note: null,
        window: null,
        lines: (order.items ?? []).map((item) => ({
          sku: item.variant_sku ?? null,
          name: item.product_title ?? item.title ?? '',
          quantity: item.quantity ?? item.detail?.quantity ?? 1,
          imageUrl: item.thumbnail ?? null,
          price: item.unit_price
            ? { amount: item.unit_price.toFixed(2), currency: order.currency_code ?? '' }
            : null,
        })),
      },
    },
  };
}

function stageOf({
  status,
  canceled_at: canceledAt,
  fulfillment_status: fulfilled,
}: MedusaOrder): ShopOrderStage {
  if (status === 'canceled' || canceledAt) return 'canceled';
  if (status === 'draft' || status === 'requires_action') return 'not_yet';
  return status === 'completed' || fulfilled === 'delivered' ? 'over' : 'open';
}

function locationOf({ service_zone: zone }: MedusaOption): ShopLocation | null {
  const { location } = zone.fulfillment_set;
  if (!location) return null;
  const { address } = location;
  return {
    key: location.id,
    name: location.name,
    address: addressLine(address?.address_1, address?.postal_code, address?.city),
  };
}
