import type {
  HeldShopOrder,
  ShopConnectionDetails,
  ShopConnectionView,
  ShopDelivery,
  ShopLocationView,
} from '@curbline/contracts/http';
import { LONG_STORE, NAMES } from './crowded-store.js';
import { ADDRESS, W40 } from './long-words.js';
import { iso, STORE, uuid } from './manager-store-answers.js';

/** What the server answers about online shops, with the longest words that it lets through. */
const MINUTE = 60_000;
const KINDS = ['woocommerce', 'shopify', 'square', 'medusa', 'standard_webhooks'] as const;

const connection = (i: number, now: number): ShopConnectionView => ({
  id: uuid(i),
  version: 1,
  kind: KINDS[i % KINDS.length]!,
  name: [W40, NAMES[1], NAMES[2]][i % 3]!,
  address: `https://${'w'.repeat(60)}.example`,
  webhookUrl: `https://${'w'.repeat(60)}.example/v1/connect/${uuid(i)}`,
  canRead: i % 5 < 3,
  writeBack: 'full',
  enabled: i % 7 !== 6,
  createdAt: iso(now),
  receivedAt: i % 4 === 3 ? null : iso(now - MINUTE),
  refusedAt: i % 4 === 2 ? iso(now) : null,
  oldSigningKeyUntil: i === 0 ? iso(now + MINUTE) : null,
  readAt: i % 4 === 3 ? null : iso(now - MINUTE),
  readOrders: 18_482,
  reading: i === 5,
  trouble: i % 4 === 0 ? 'address_refused' : null,
  troubleSince: i % 4 === 0 ? iso(now - MINUTE) : null,
  held: i % 3 === 0 ? 1_284 : 0,
});

const place = (i: number, parts: Partial<ShopLocationView>): ShopLocationView => ({
  key: `place-${i}`,
  name: `${W40}${W40}${W40}`,
  address: ADDRESS,
  storeId: null,
  storeName: null,
  suggestion: null,
  ignored: false,
  held: 0,
  ...parts,
});
const heldOrder = (i: number, now: number): HeldShopOrder => ({
  externalId: `${'W'.repeat(120)}${i}`,
  reason: i % 2 === 0 ? 'location_unknown' : 'location_missing',
  location: i % 2 === 0 ? `${W40}${W40}${W40}` : null,
  changedAt: iso(now),
});
const delivery = (i: number, now: number): ShopDelivery => ({
  receivedAt: iso(now - i * MINUTE),
  source: i % 2 === 0 ? 'webhook' : 'read',
  topic: i % 2 === 0 ? 'fulfillment_orders/line_items_prepared_for_pickup' : null,
  externalId: i % 3 === 0 ? null : 'W'.repeat(128),
  state: (['waiting', 'applied', 'ignored', 'failed'] as const)[i % 4]!,
  reason: ['cannot_read', 'known_already', 'shop_made_no_body', 'unreachable', null][i % 5]!,
});

export function shopAnswers(now: number): Record<string, unknown> {
  const connections = Array.from({ length: 30 }, (_, i) => connection(i, now));
  const details: ShopConnectionDetails = {
    connection: connections[0]!,
    locations: [
      place(0, { suggestion: { id: STORE, name: LONG_STORE }, held: 1_284 }),
      place(1, { storeId: STORE, storeName: LONG_STORE }),
      place(2, { ignored: true }),
    ],
    heldOrders: Array.from({ length: 100 }, (_, i) => heldOrder(i, now)),
    deliveries: Array.from({ length: 50 }, (_, i) => delivery(i, now)),
  };
  return {
    'GET /v1/shop-connections': connections,
    'POST /v1/shop-connections': { ...connections[0], signingKey: `whsec_${'WM'.repeat(22)}` },
    [`GET /v1/shop-connections/${uuid(0)}`]: details,
  };
}
