/**
 * Any system that signs as Standard Webhooks says (standardwebhooks.com): its orders in the shape that docs/shops.md
 * describes.
 */
import { Webhook } from 'standardwebhooks';
import { z } from 'zod';
import { headerOf } from '@curbline/platform';
import type { ShopAdapter, ShopReading, ShopRequest } from '../shop-adapter.js';
import { instantOf, windowOf } from './fields.js';

const Text = z.string().nullish();

const Order = z.object({
  id: z.union([z.string().min(1).max(128), z.number().int().transform(String)]),
  changedAt: z.string(),
  state: z.enum(['not_yet', 'open', 'over', 'canceled']),
  /** Null: the order is shipped, or delivered. */
  location: z.object({ id: z.string().min(1).max(100), name: Text, address: Text }).nullable(),
  reference: Text,
  customer: z.object({ firstName: Text, lastName: Text, language: Text, phone: Text, email: Text }).nullish(),
  note: Text,
  window: z.object({ from: z.string(), to: z.string() }).nullish(),
  lines: z
    .array(
      z.object({
        sku: Text,
        name: z.string(),
        quantity: z.number(),
        flags: z.array(z.string()).nullish(),
        imageUrl: Text,
        price: z.object({ amount: z.string(), currency: z.string() }).nullish(),
      }),
    )
    .nullish(),
});

const Message = z.object({ type: Text, data: z.object({ order: Order }) });

export const standardWebhooks: ShopAdapter = {
  kind: 'standard_webhooks',
  makesSigningKey: true,
  verify: isSigned,
  topicOf: (headers) => headerOf({ headers }, 'webhook-id') ?? null,
  read,
};

/** By the official library, which also refuses what is five minutes old. It reads the machine's clock. */
export function isSigned({ headers, body }: ShopRequest, signingKey: string): boolean {
  const named = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map(
    (name) => [name, headerOf({ headers }, name) ?? ''] as const,
  );
  try {
    new Webhook(signingKey).verify(body.toString('utf8'), Object.fromEntries(named), { jsonParse: false });
    return true;
  } catch {
    return false;
  }
}

function read(body: unknown): ShopReading {
  const message = Message.safeParse(body);
  if (!message.success) return { kind: 'nothing', reason: 'not_an_order' };
  const { order } = message.data.data;
  const changedAt = instantOf(order.changedAt);
  if (changedAt === undefined) return { kind: 'nothing', reason: 'no_time' };
  const { location, customer } = order;
  return {
    kind: 'order',
    order: {
      externalId: order.id,
      changedAt,
      stage: order.state,
      isPickup: location !== null,
      location: location && {
        key: location.id,
        name: location.name ?? location.id,
        address: location.address ?? null,
      },
      content: {
        reference: order.reference ?? null,
        firstName: customer?.firstName ?? null,
        lastName: customer?.lastName ?? null,
        phone: customer?.phone ?? null,
        email: customer?.email ?? null,
        language: customer?.language ?? null,
        note: order.note ?? null,
        window: windowOf(order.window?.from, order.window?.to),
        lines: (order.lines ?? []).map(({ sku, flags, ...line }) => ({
          ...line,
          sku: sku ?? null,
          flags: flags ?? [],
        })),
      },
    },
  };
}
