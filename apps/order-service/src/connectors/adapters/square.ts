/** Square: webhooks that name an order, and the Orders API, which has it. */
import { z } from 'zod';
import type { ShopOrderStage } from '@curbline/domain/shop-order';
import type { ShopAccess, ShopAdapter, ShopCalls, ShopReading, ToldNews } from '../shop-adapter.js';
import { ShopCallFailed } from '../shop-call-failed.js';
import { hasHmac, instantOf, windowOf } from './fields.js';

const API_VERSION = '2026-10-15';
const PAGE = 100;
const Text = z.string().nullish();

const Fulfillment = z.object({
  uid: z.string(),
  type: z.string(),
  state: Text,
  pickup_details: z
    .object({
      note: Text,
      pickup_at: Text,
      pickup_window_duration: Text,
      is_curbside_pickup: z.boolean().nullish(),
      recipient: z.object({ display_name: Text, phone_number: Text, email_address: Text }).nullish(),
    })
    .nullish(),
});

const Order = z.object({
  id: z.string(),
  location_id: z.string(),
  reference_id: Text,
  ticket_name: Text,
  version: z.number().int(),
  state: z.string(),
  updated_at: z.string(),
  line_items: z
    .array(
      z.object({
        name: Text,
        quantity: z.string(),
        base_price_money: z.object({ amount: z.number(), currency: z.string() }).nullish(),
      }),
    )
    .nullish(),
  fulfillments: z.array(Fulfillment).nullish(),
});
type SquareOrder = z.infer<typeof Order>;

const Notice = z.object({
  type: z.string(),
  data: z.object({ object: z.record(z.string(), z.object({ order_id: z.string() }).loose()) }),
});
const Locations = z.object({ locations: z.array(z.object({ id: z.string() })).nullish() });
const Found = z.object({ orders: z.array(z.unknown()).nullish(), cursor: Text });
const One = z.object({ order: z.unknown() });

const calls: ShopCalls = {
  async page(access, { since, page }) {
    const { locations } = await ask(access, 'GET', '/v2/locations', undefined, Locations);
    const answer = await ask(
      access,
      'POST',
      '/v2/orders/search',
      {
        location_ids: (locations ?? []).map(({ id }) => id),
        limit: PAGE,
        ...(page !== undefined && { cursor: page }),
        query: {
          filter: { date_time_filter: { updated_at: { start_at: new Date(since).toISOString() } } },
          sort: { sort_field: 'UPDATED_AT', sort_order: 'ASC' },
        },
      },
      Found,
    );
    return { bodies: answer.orders ?? [], next: answer.cursor ? { since, page: answer.cursor } : undefined };
  },
  async fetchOrder(access, lookup) {
    try {
      return (await ask(access, 'GET', `/v2/orders/${encodeURIComponent(lookup)}`, undefined, One)).order;
    } catch (error) {
      if (error instanceof ShopCallFailed && error.trouble === 'not_found') return undefined;
      throw error;
    }
  },
  tell,
};

export const square: ShopAdapter = {
  kind: 'square',
  defaultAddress: 'https://connect.squareup.com',
  makesSigningKey: false,
  calls,
  verify: (request, signingKey) =>
    hasHmac(request, 'x-square-hmacsha256-signature', signingKey, request.url, request.body),
  topicOf: () => null,
  read,
};

function read(body: unknown): ShopReading {
  const order = Order.safeParse(body);
  if (order.success) return readOrder(order.data);
  const notice = Notice.safeParse(body);
  const id = notice.success ? Object.values(notice.data.data.object)[0]?.order_id : undefined;
  return id === undefined ? { kind: 'nothing', reason: 'not_an_order' } : { kind: 'look', lookup: id };
}

function readOrder(order: SquareOrder): ShopReading {
  const changedAt = instantOf(order.updated_at);
  if (changedAt === undefined) return { kind: 'nothing', reason: 'no_time' };
  const pickup = order.fulfillments?.find(({ type }) => type === 'PICKUP');
  const details = pickup?.pickup_details;
  const [firstName = null, ...others] = (details?.recipient?.display_name ?? '').trim().split(/\s+/);
  const begin = instantOf(details?.pickup_at);
  const lengthMs = durationMs(details?.pickup_window_duration);
  const end = begin === undefined ? undefined : new Date(begin + lengthMs).toISOString();
  return {
    kind: 'order',
    order: {
      externalId: order.id,
      changedAt,
      stage: stageOf(order, pickup?.state ?? ''),
      isPickup: pickup !== undefined,
      location: { key: order.location_id, name: order.location_id, address: null },
      content: {
        reference: order.reference_id ?? order.ticket_name ?? null,
        firstName: firstName || null,
        lastName: others.join(' ') || null,
        phone: details?.recipient?.phone_number ?? null,
        email: details?.recipient?.email_address ?? null,
        language: null,
        note: details?.note ?? null,
        window: windowOf(details?.pickup_at, end),
        lines: (order.line_items ?? []).map((line) => ({
          sku: null,
          name: line.name ?? '',
          quantity: Number(line.quantity),
          price: line.base_price_money ? priceOf(line.base_price_money) : null,
        })),
      },
    },
  };
}

/** Square counts in the smallest unit of a currency: cents, or yen. */
function priceOf({ amount, currency }: { amount: number; currency: string }): {
  amount: string;
  currency: string;
} {
  const known = Intl.supportedValuesOf('currency').includes(currency);
  const { maximumFractionDigits: digits = 2 } = new Intl.NumberFormat('en', {
    ...(known && { style: 'currency', currency }),
  }).resolvedOptions();
  return { amount: (amount / 10 ** digits).toFixed(digits), currency };
}

const HALF_AN_HOUR_MS = 30 * 60_000;

/** ISO 8601 of hours and minutes; half an hour for a pickup at a time without a window. */
function durationMs(text: string | null | undefined): number {
  const [, hours = '0', minutes = '0'] = /^P(?:T(?:(\d+)H)?(?:(\d+)M)?)$/.exec(text ?? '') ?? [];
  return (Number(hours) * 60 + Number(minutes)) * 60_000 || HALF_AN_HOUR_MS;
}

function stageOf({ state }: SquareOrder, fulfillment: string): ShopOrderStage {
  if (state === 'CANCELED' || fulfillment === 'CANCELED' || fulfillment === 'FAILED') return 'canceled';
  if (state === 'DRAFT') return 'not_yet';
  return state === 'COMPLETED' || fulfillment === 'COMPLETED' ? 'over' : 'open';
}

/** Square's order moves by its version: a change that it does not know of is refused, and told again later. */
async function tell(access: ShopAccess, { externalId, news }: ToldNews): Promise<void> {
  const path = `/v2/orders/${encodeURIComponent(externalId)}`;
  const order = Order.safeParse((await ask(access, 'GET', path, undefined, One)).order);
  if (!order.success) throw new ShopCallFailed('unreadable');
  const { version, location_id, fulfillments } = order.data;
  const pickup = fulfillments?.find(({ type }) => type === 'PICKUP');
  if (!pickup || pickup.state === 'COMPLETED' || pickup.state === 'CANCELED') return;
  const arrived = {
    pickup_details: { curbside_pickup_details: { buyer_arrived_at: new Date().toISOString() } },
  };
  // Only an order of Square's own curbside pickup has a place for the arrival.
  if (news === 'arrived' && !pickup.pickup_details?.is_curbside_pickup) return;
  const change =
    news === 'arrived'
      ? arrived
      : { state: news === 'ready' ? ('PREPARED' as const) : ('COMPLETED' as const) };
  const body = { order: { version, location_id, fulfillments: [{ uid: pickup.uid, ...change }] } };
  await ask(access, 'PUT', path, body, One);
}

async function ask<Data extends z.ZodType>(
  { address, credentials, http }: ShopAccess,
  method: 'GET' | 'POST' | 'PUT',
  path: string,
  body: object | undefined,
  data: Data,
): Promise<z.infer<Data>> {
  const headers = { authorization: `Bearer ${credentials.key}`, 'square-version': API_VERSION };
  const answer = data.safeParse(await http.json({ method, url: `${address}${path}`, headers, body }));
  if (!answer.success) throw new ShopCallFailed('unreadable');
  return answer.data;
}
