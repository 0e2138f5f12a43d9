/** Shopify's Admin API in GraphQL: an order with the place where it is picked up, and what the shop is told of it. */
import { z } from 'zod';
import type { ShopOrderStage } from '@curbline/domain/shop-order';
import type { ShopAccess, ShopCalls, ShopReading, ToldNews } from '../shop-adapter.js';
import { ShopCallFailed } from '../shop-call-failed.js';
import { instantOf, windowOf } from './fields.js';

const API_VERSION = '2026-10';
const PAGE = 25;

const ORDER = `{
  id legacyResourceId name updatedAt cancelledAt displayFinancialStatus displayFulfillmentStatus customerLocale note phone email
  customer { firstName lastName }
  lineItems(first: 100) { nodes {
    sku name currentQuantity originalUnitPriceSet { shopMoney { amount currencyCode } }
  } }
  fulfillmentOrders(first: 10) { nodes {
    id status deliveryMethod { methodType minDeliveryDateTime maxDeliveryDateTime }
    assignedLocation { location { id name } }
  } }
}`;

const Text = z.string().nullish();
const nodes = <Node extends z.ZodType>(node: Node) => z.object({ nodes: z.array(node) });

const OrderNode = z.object({
  id: z.string(),
  legacyResourceId: z.union([z.string(), z.number().transform(String)]),
  name: Text,
  updatedAt: z.string(),
  cancelledAt: Text,
  displayFinancialStatus: Text,
  displayFulfillmentStatus: Text,
  customerLocale: Text,
  note: Text,
  phone: Text,
  email: Text,
  customer: z.object({ firstName: Text, lastName: Text }).nullish(),
  lineItems: nodes(
    z.object({
      sku: Text,
      name: z.string(),
      currentQuantity: z.number(),
      originalUnitPriceSet: z
        .object({ shopMoney: z.object({ amount: z.string(), currencyCode: z.string() }) })
        .nullish(),
    }),
  ),
  fulfillmentOrders: nodes(
    z.object({
      id: z.string(),
      status: z.string(),
      deliveryMethod: z
        .object({ methodType: z.string(), minDeliveryDateTime: Text, maxDeliveryDateTime: Text })
        .nullish(),
      assignedLocation: z
        .object({ location: z.object({ id: z.string(), name: z.string() }).nullish() })
        .nullish(),
    }),
  ),
});
type OrderNode = z.infer<typeof OrderNode>;

const Orders = z.object({
  orders: z.object({
    nodes: z.array(z.unknown()),
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: Text }),
  }),
});
const One = z.object({ order: z.unknown() });
const OfPart = z.object({ fulfillmentOrder: z.object({ order: z.unknown() }).nullish() });

export const shopifyCalls: ShopCalls = {
  async page(access, { since, page }) {
    const query = `updated_at:>='${new Date(since).toISOString()}'`;
    const { orders } = await ask(
      access,
      `query($query: String!, $after: String) {
        orders(first: ${PAGE}, after: $after, sortKey: UPDATED_AT, query: $query) {
          nodes ${ORDER} pageInfo { hasNextPage endCursor } } }`,
      { query, after: page ?? null },
      Orders,
    );
    const { hasNextPage, endCursor } = orders.pageInfo;
    return { bodies: orders.nodes, next: hasNextPage && endCursor ? { since, page: endCursor } : undefined };
  },
  fetchOrder,
  tell,
};

async function fetchOrder(access: ShopAccess, lookup: string): Promise<unknown> {
  if (lookup.startsWith('gid:')) {
    const query = `query($id: ID!) { fulfillmentOrder(id: $id) { order ${ORDER} } }`;
    return (await ask(access, query, { id: lookup }, OfPart)).fulfillmentOrder?.order ?? undefined;
  }
  const query = `query($id: ID!) { order(id: $id) ${ORDER} }`;
  return (await ask(access, query, { id: `gid://shopify/Order/${lookup}` }, One)).order ?? undefined;
}

/**
 * "Prepared for pickup" makes Shopify write to the customer, and no parameter prevents it: `quiet` tags the order
 * instead. A fulfillment can be made without a message.
 */
async function tell(access: ShopAccess, { externalId, news, level }: ToldNews): Promise<void> {
  if (news === 'arrived' || (news === 'ready' && level === 'quiet')) {
    await change(access, 'tagsAdd', '$id: ID!, $tags: [String!]!', 'id: $id, tags: $tags', {
      id: `gid://shopify/Order/${externalId}`,
      tags: [`curbline-${news}`],
    });
    return;
  }
  const order = OrderNode.safeParse(await fetchOrder(access, externalId));
  if (!order.success) throw new ShopCallFailed('not_found');
  const parts = pickupsOf(order.data).filter(({ status }) => status === 'OPEN' || status === 'IN_PROGRESS');
  // Somebody fulfilled it in Shopify already.
  if (parts.length === 0) return;
  const lineItemsByFulfillmentOrder = parts.map(({ id }) => ({ fulfillmentOrderId: id }));
  if (news === 'ready')
    await change(
      access,
      'fulfillmentOrderLineItemsPreparedForPickup',
      '$input: FulfillmentOrderLineItemsPreparedForPickupInput!',
      'input: $input',
      { input: { lineItemsByFulfillmentOrder } },
    );
  else
    await change(
      access,
      'fulfillmentCreate',
      '$fulfillment: FulfillmentInput!',
      'fulfillment: $fulfillment',
      {
        fulfillment: { lineItemsByFulfillmentOrder, notifyCustomer: level === 'full' },
      },
    );
}

const pickupsOf = ({ fulfillmentOrders }: OrderNode): OrderNode['fulfillmentOrders']['nodes'] =>
  fulfillmentOrders.nodes.filter(({ deliveryMethod }) => deliveryMethod?.methodType === 'PICK_UP');

/** An order as the Admin API answers it; undefined for any other body. */
export function readShopifyNode(body: unknown): ShopReading | undefined {
  const parsed = OrderNode.safeParse(body);
  if (!parsed.success) return undefined;
  const order = parsed.data;
  const changedAt = instantOf(order.updatedAt);
  if (changedAt === undefined) return { kind: 'nothing', reason: 'no_time' };
  const pickups = pickupsOf(order);
  // A part that moved to another place leaves a closed part behind.
  const pickup =
    pickups.find(({ status }) => status !== 'CLOSED' && status !== 'CANCELLED') ?? pickups.at(-1);
  const place = pickup?.assignedLocation?.location;
  return {
    kind: 'order',
    order: {
      externalId: order.legacyResourceId,
      changedAt,
      stage: stageOf(order),
      isPickup: pickup !== undefined,
      location: place ? { key: place.id, name: place.name, address: null } : null,
      content: {
        reference: order.name ?? null,
        firstName: order.customer?.firstName ?? null,
        lastName: order.customer?.lastName ?? null,
        phone: order.phone ?? null,
        email: order.email ?? null,
        language: order.customerLocale ?? null,
        note: order.note ?? null,
        window: windowOf(
          pickup?.deliveryMethod?.minDeliveryDateTime,
          pickup?.deliveryMethod?.maxDeliveryDateTime,
        ),
        lines: order.lineItems.nodes.map((line) => {
          const price = line.originalUnitPriceSet?.shopMoney;
          return {
            sku: line.sku ?? null,
            name: line.name,
            quantity: line.currentQuantity,
            price: price ? { amount: price.amount, currency: price.currencyCode } : null,
          };
        }),
      },
    },
  };
}

function stageOf(order: OrderNode): ShopOrderStage {
  const paid = order.displayFinancialStatus;
  if (order.cancelledAt || paid === 'REFUNDED' || paid === 'VOIDED') return 'canceled';
  return order.displayFulfillmentStatus === 'FULFILLED' ? 'over' : 'open';
}

async function ask<Data extends z.ZodType>(
  { address, credentials, http }: ShopAccess,
  query: string,
  variables: object,
  data: Data,
): Promise<z.infer<Data>> {
  const answer = z
    .object({
      data: z.unknown(),
      errors: z.array(z.object({ extensions: z.object({ code: Text }).nullish() })).nullish(),
    })
    .safeParse(
      await http.json({
        method: 'POST',
        url: `${address}/admin/api/${API_VERSION}/graphql.json`,
        headers: { 'x-shopify-access-token': credentials.key },
        body: { query, variables },
      }),
    );
  if (!answer.success) throw new ShopCallFailed('unreadable');
  const codes = answer.data.errors?.map(({ extensions }) => extensions?.code) ?? [];
  if (codes.includes('THROTTLED')) throw new ShopCallFailed('unreachable', 2);
  if (codes.includes('ACCESS_DENIED')) throw new ShopCallFailed('not_signed_in');
  if (codes.length > 0) throw new ShopCallFailed('refused');
  const read = data.safeParse(answer.data.data);
  if (!read.success) throw new ShopCallFailed('unreadable');
  return read.data;
}

async function change(
  access: ShopAccess,
  name: string,
  parameters: string,
  argumentsOf: string,
  variables: object,
): Promise<void> {
  const Result = z.object({ [name]: z.object({ userErrors: z.array(z.unknown()) }).nullish() });
  const query = `mutation(${parameters}) { ${name}(${argumentsOf}) { userErrors { field message } } }`;
  const result = await ask(access, query, variables, Result);
  if ((result[name]?.userErrors.length ?? 0) > 0) throw new ShopCallFailed('refused');
}
