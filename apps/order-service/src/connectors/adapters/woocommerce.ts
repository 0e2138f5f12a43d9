/**
 * WooCommerce 8 and later: webhooks, and the REST API v3.
 *
 * Its body is made when it is delivered, not when the event happened: `order.created` may come with the status
 * `completed`, so the topic says nothing. The id of a delivery is the same for different orders, and the time has
 * seconds. So a body counts by its content alone.
 */
import { z } from 'zod';
import { headerOf } from '@curbline/platform';
import type { ShopOrderStage } from '@curbline/domain/shop-order';
import type { ShopAdapter, ShopLocation, ShopOrderLine, ShopReading } from '../shop-adapter.js';
import { addressLine, hasHmac, instantOf, shortHash, withoutEntities } from './fields.js';
import { wooCalls } from './woo-rest.js';

const Text = z.string().nullish();
const Meta = z.array(z.object({ key: z.string(), value: z.unknown() })).nullish();

const WooOrder = z.object({
  id: z.number().int().positive(),
  number: z.union([z.string(), z.number()]).nullish(),
  status: z.string(),
  currency: Text,
  date_created_gmt: Text,
  date_modified_gmt: Text,
  billing: z.object({ first_name: Text, last_name: Text, phone: Text, email: Text }).nullish(),
  customer_note: Text,
  meta_data: Meta,
  line_items: z.array(
    z.object({
      name: z.string(),
      sku: Text,
      quantity: z.number(),
      price: z.union([z.string(), z.number()]).nullish(),
      image: z.object({ src: Text }).nullish(),
    }),
  ),
  shipping_lines: z.array(
    z.object({ method_id: Text, instance_id: Text, method_title: Text, meta_data: Meta }),
  ),
});
type WooOrder = z.infer<typeof WooOrder>;

/** What `order.deleted` sends. */
const Deleted = z.strictObject({ id: z.number().int().positive() });
/** Signed, but not an order: the shop's own REST API failed when it made the body. */
const Failed = z.object({ code: z.string(), message: z.string() });

/** What a shop has added of its own, such as `ready-for-pickup`, is an order that is under way. */
const STAGES: Readonly<Record<string, ShopOrderStage>> = {
  pending: 'not_yet',
  'on-hold': 'not_yet',
  'checkout-draft': 'not_yet',
  'auto-draft': 'not_yet',
  completed: 'over',
  cancelled: 'canceled',
  refunded: 'canceled',
  failed: 'canceled',
  trash: 'canceled',
};

const PICKUP_METHODS = new Set(['pickup_location', 'local_pickup']);

export const woocommerce: ShopAdapter = {
  kind: 'woocommerce',
  makesSigningKey: true,
  calls: wooCalls,
  verify: (request, signingKey) => hasHmac(request, 'x-wc-webhook-signature', signingKey, request.body),
  // Sent when a webhook is saved, unsigned; it may come after the first delivery.
  isPing: ({ body, headers }) =>
    headerOf({ headers }, 'x-wc-webhook-signature') === undefined &&
    /^webhook_id=\d{1,12}$/.test(body.toString('latin1')),
  topicOf: (headers) => headerOf({ headers }, 'x-wc-webhook-topic') ?? null,
  read,
};

function read(body: unknown): ShopReading {
  const order = WooOrder.safeParse(body);
  if (order.success) return readOrder(order.data);
  const deleted = Deleted.safeParse(body);
  if (deleted.success) return { kind: 'deleted', externalId: String(deleted.data.id) };
  if (Failed.safeParse(body).success) return { kind: 'read_all', reason: 'shop_made_no_body' };
  return { kind: 'nothing', reason: 'not_an_order' };
}

function readOrder(order: WooOrder): ShopReading {
  const changedAt = instantOf(order.date_modified_gmt) ?? instantOf(order.date_created_gmt);
  if (changedAt === undefined) return { kind: 'look', lookup: String(order.id) };
  const pickup = order.shipping_lines.find(({ method_id: method }) => PICKUP_METHODS.has(method ?? ''));
  return {
    kind: 'order',
    order: {
      externalId: String(order.id),
      changedAt,
      stage: STAGES[order.status] ?? 'open',
      isPickup: pickup !== undefined,
      location: pickup ? locationOf(pickup) : null,
      content: {
        reference: String(order.number ?? order.id),
        firstName: order.billing?.first_name ?? null,
        lastName: order.billing?.last_name ?? null,
        phone: order.billing?.phone || null,
        email: order.billing?.email || null,
        language: languageOf(order),
        note: order.customer_note ?? null,
        window: null,
        lines: order.line_items.map((line) => lineOf(line, order.currency ?? '')),
      },
    },
  };
}

/**
 * Each place of the checkout in blocks has `instance_id` 0, so name and address are its key, and a renamed place is
 * another one. The classic checkout has an instance for each method of a zone. Keys of the meta data are never
 * translated, unlike `display_key`.
 */
function locationOf(shipping: WooOrder['shipping_lines'][number]): ShopLocation | null {
  const meta = new Map((shipping.meta_data ?? []).map(({ key, value }) => [key, value]));
  const title = withoutEntities(shipping.method_title ?? '').trim();
  if (shipping.method_id === 'local_pickup') {
    const instance = shipping.instance_id ?? '';
    return { key: `local_pickup:${instance}`, name: title || `local_pickup ${instance}`, address: null };
  }
  const name = withoutEntities(String(meta.get('pickup_location') ?? '')).trim() || title;
  if (name === '') return null;
  const shown = meta.get('pickup_address');
  const address = typeof shown === 'string' ? addressLine(withoutEntities(shown)) : null;
  const parts = Place.safeParse(meta.get('_pickup_location_address'));
  const place = parts.success
    ? [parts.data.address_1, parts.data.postcode, parts.data.city, parts.data.country]
    : [address];
  return { key: `place:${shortHash(name, ...place.map((part) => part ?? ''))}`, name, address };
}

const Place = z.object({ address_1: Text, postcode: Text, city: Text, country: Text });

/** WPML and Polylang note the language of the page on which the order was made. */
function languageOf({ meta_data: meta }: WooOrder): string | null {
  const found = meta?.find(({ key }) => key === 'wpml_language' || key === 'pll_language');
  return typeof found?.value === 'string' ? found.value : null;
}

function lineOf(line: WooOrder['line_items'][number], currency: string): ShopOrderLine {
  const price = Number(line.price);
  return {
    sku: line.sku ?? null,
    name: withoutEntities(line.name),
    quantity: line.quantity,
    imageUrl: line.image?.src ?? null,
    price: price > 0 ? { amount: price.toFixed(2), currency } : null,
  };
}
