/**
 * Shopify. Without an app: the webhooks of Settings → Notifications, in which a place is known by its name alone. With an
 * access token a webhook only says that something changed, and the order is read from the Admin API, which knows the
 * place exactly.
 */
import { z } from 'zod';
import { headerOf } from '@curbline/platform';
import type { ShopOrderStage } from '@curbline/domain/shop-order';
import type { ShopAdapter, ShopReading } from '../shop-adapter.js';
import { hasHmac, instantOf } from './fields.js';
import { readShopifyNode, shopifyCalls } from './shopify-admin.js';

const Text = z.string().nullish();

const RestOrder = z.object({
  id: z.number().int().positive(),
  name: Text,
  updated_at: z.string(),
  cancelled_at: Text,
  financial_status: Text,
  fulfillment_status: Text,
  customer_locale: Text,
  currency: Text,
  note: Text,
  phone: Text,
  email: Text,
  customer: z.object({ first_name: Text, last_name: Text, phone: Text }).nullish(),
  shipping_address: z.unknown(),
  shipping_lines: z.array(z.object({ title: Text, code: Text })).nullish(),
  line_items: z.array(
    z.object({
      sku: Text,
      name: z.string(),
      quantity: z.number(),
      /** What is left after edits and refunds. */
      current_quantity: z.number().nullish(),
      price: Text,
    }),
  ),
});
type RestOrder = z.infer<typeof RestOrder>;

/** Topics whose bodies name an order and hold nothing else of it. */
const Edited = z.object({ order_edit: z.object({ order_id: z.number().int().positive() }) });
const FulfillmentOrder = z.object({
  fulfillment_order: z.object({ id: z.string().regex(/^gid:\/\/shopify\/FulfillmentOrder\/\d+$/) }),
});

export const shopify: ShopAdapter = {
  kind: 'shopify',
  makesSigningKey: false,
  calls: shopifyCalls,
  // The events of 2026 have the same headers without X-.
  verify: (request, signingKey) =>
    ['x-shopify-hmac-sha256', 'shopify-hmac-sha256'].some((name) =>
      hasHmac(request, name, signingKey, request.body),
    ),
  topicOf: (headers) =>
    headerOf({ headers }, 'x-shopify-topic') ?? headerOf({ headers }, 'shopify-topic') ?? null,
  read,
};

function read(body: unknown, canRead: boolean): ShopReading {
  const node = readShopifyNode(body);
  if (node) return node;
  const order = RestOrder.safeParse(body);
  if (order.success) return canRead ? { kind: 'look', lookup: String(order.data.id) } : readOrder(order.data);
  const edited = Edited.safeParse(body);
  if (edited.success) return { kind: 'look', lookup: String(edited.data.order_edit.order_id) };
  const part = FulfillmentOrder.safeParse(body);
  if (part.success) return { kind: 'look', lookup: part.data.fulfillment_order.id };
  return { kind: 'nothing', reason: 'not_an_order' };
}

function readOrder(order: RestOrder): ShopReading {
  const changedAt = instantOf(order.updated_at);
  if (changedAt === undefined) return { kind: 'nothing', reason: 'no_time' };
  // An order that is picked up has a place as its way of shipping, and no address.
  const shipping = order.shipping_address ? undefined : order.shipping_lines?.[0];
  const place = (shipping?.title ?? shipping?.code ?? '').trim();
  return {
    kind: 'order',
    order: {
      externalId: String(order.id),
      changedAt,
      stage: stageOf(order),
      isPickup: shipping !== undefined,
      location: place === '' ? null : { key: `name:${place}`, name: place, address: null },
      content: {
        reference: order.name ?? null,
        firstName: order.customer?.first_name ?? null,
        lastName: order.customer?.last_name ?? null,
        phone: order.phone ?? order.customer?.phone ?? null,
        email: order.email ?? null,
        language: order.customer_locale ?? null,
        note: order.note ?? null,
        window: null,
        lines: order.line_items.map((line) => ({
          sku: line.sku ?? null,
          name: line.name,
          quantity: line.current_quantity ?? line.quantity,
          price: line.price ? { amount: line.price, currency: order.currency ?? '' } : null,
        })),
      },
    },
  };
}

function stageOf(order: RestOrder): ShopOrderStage {
  if (order.cancelled_at || order.financial_status === 'refunded' || order.financial_status === 'voided')
    return 'canceled';
  return order.fulfillment_status === 'fulfilled' ? 'over' : 'open';
}
