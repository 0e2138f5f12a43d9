/** Connections to shops' systems, as an admin makes, maps, tests and pauses them. */
import { z } from 'zod';
import { Instant, StoreId } from '../ids/index.js';
import { says } from '../problems/field-texts.js';
import { line } from '../text/index.js';

export const ShopConnectionId = z.uuid().toLowerCase().meta({ description: 'Id of a connection to a shop' });

export const ShopKind = z.enum(['woocommerce', 'shopify', 'square', 'medusa', 'standard_webhooks']);
export type ShopKind = z.infer<typeof ShopKind>;

/**
 * What the shop is told of its orders. `quiet`: whatever makes the shop write to nobody. `full`: also what makes the shop
 * send its own message to the customer.
 */
export const WriteBack = z.enum(['off', 'quiet', 'full']);
export type WriteBack = z.infer<typeof WriteBack>;

const Secret = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .regex(/^[\x21-\x7e]+$/, says('a key has letters, digits and signs only: copy it again'));

/** The shop's address; https, unless the installation allows shops on its own network. */
const Address = z
  .url({ protocol: /^https?$/ })
  .max(300)
  .refine((text) => !/^https?:\/\/[^/?#]*@/.test(text), {
    message: says('give the address without a user name'),
  })
  .transform((text) => text.replace(/[?#].*$/s, '').replace(/\/+$/, ''));

/** What opens the shop's own API: WooCommerce's consumer key and secret, or an access token. */
export const ShopCredentials = z.strictObject({ key: Secret, secret: Secret.optional() });
export type ShopCredentials = z.infer<typeof ShopCredentials>;

/** `POST /v1/shop-connections` */
export const NewShopConnection = z
  .strictObject({
    kind: ShopKind,
    name: line(1, 60),
    address: Address.nullish().transform((given) => given ?? null),
    /**
     * The key with which the shop signs, where the shop makes it (Shopify, Square): until it is given, nothing that is sent
     * is taken. Else Curbline makes one.
     */
    signingKey: Secret.nullish().transform((given) => given ?? null),
    credentials: ShopCredentials.nullish().transform((given) => given ?? null),
    writeBack: WriteBack.default('quiet'),
  })
  .meta({ id: 'NewShopConnection' });
export type NewShopConnection = z.infer<typeof NewShopConnection>;

/** `PATCH /v1/shop-connections/:connectionId`: what is left out stays. */
export const ShopConnectionChanges = z
  .strictObject({
    name: line(1, 60).optional(),
    address: Address.nullable().optional(),
    signingKey: Secret.optional(),
    credentials: ShopCredentials.nullable().optional(),
    writeBack: WriteBack.optional(),
    enabled: z.boolean().optional(),
  })
  .meta({ id: 'ShopConnectionChanges' });
export type ShopConnectionChanges = z.infer<typeof ShopConnectionChanges>;

/** Why the shop could not be read or told; for a person, who can do something about it. */
/** `sealed_otherwise`: by a SECRET_KEY that the installation no longer has. */
export const ShopTrouble = z.enum([
  'address_refused',
  'unreachable',
  'not_signed_in',
  'not_found',
  'refused',
  'unreadable',
  'sealed_otherwise',
]);
export type ShopTrouble = z.infer<typeof ShopTrouble>;

export const ShopConnectionView = z
  .object({
    id: ShopConnectionId,
    version: z.number().int(),
    kind: ShopKind,
    name: z.string(),
    address: z.string().nullable(),
    /** Where the shop sends its webhooks. */
    webhookUrl: z.string(),
    /** Whether the shop's own API can be asked: it is then read every five minutes. */
    canRead: z.boolean(),
    writeBack: WriteBack,
    enabled: z.boolean(),
    createdAt: Instant,
    /** When the shop sent something last that was signed. */
    receivedAt: Instant.nullable(),
    /** When something came last whose signature was wrong, if nothing that was signed came since. */
    refusedAt: Instant.nullable(),
    /** Until when the signing key of before is good as well; null when there is none. */
    oldSigningKeyUntil: Instant.nullable(),
    /** When the shop was last read without trouble. */
    readAt: Instant.nullable(),
    /** How many orders the reading under way has brought so far, or the last one. */
    readOrders: z.number().int().nullable(),
    /** Whether the shop is being read now. */
    reading: z.boolean(),
    /** Why the last reading failed; null when it did not. */
    trouble: ShopTrouble.nullable(),
    /** Since when each reading failed. */
    troubleSince: Instant.nullable(),
    /** How many orders wait for a person. */
    held: z.number().int(),
  })
  .meta({ id: 'ShopConnection' });
export type ShopConnectionView = z.infer<typeof ShopConnectionView>;

export const IssuedShopConnection = ShopConnectionView.extend({
  signingKey: z
    .string()
    .nullable()
    .meta({ description: 'Give this to the shop; it is not shown again. Null when the shop made it' }),
}).meta({ id: 'IssuedShopConnection' });
export type IssuedShopConnection = z.infer<typeof IssuedShopConnection>;

/** A place that the shop's orders name. */
export const ShopLocationView = z.object({
  key: z.string(),
  name: z.string(),
  address: z.string().nullable(),
  /** The store to which its orders go; null when there is none. */
  storeId: StoreId.nullable(),
  storeName: z.string().nullable(),
  /** The store that is most like it by name and address, while nobody has mapped it. */
  suggestion: z.object({ id: StoreId, name: z.string() }).nullable(),
  /** True: its orders are none of ours, on purpose. */
  ignored: z.boolean(),
  held: z.number().int(),
});
export type ShopLocationView = z.infer<typeof ShopLocationView>;

export const HeldReason = z.enum(['location_unknown', 'location_missing']);
export type HeldReason = z.infer<typeof HeldReason>;

export const HeldShopOrder = z.object({
  externalId: z.string(),
  reason: HeldReason,
  location: z.string().nullable(),
  changedAt: Instant,
});
export type HeldShopOrder = z.infer<typeof HeldShopOrder>;

export const ShopDelivery = z.object({
  receivedAt: Instant,
  /** The shop sent it, or it was read from the shop. */
  source: z.enum(['webhook', 'read']),
  topic: z.string().nullable(),
  externalId: z.string().nullable(),
  state: z.enum(['waiting', 'applied', 'ignored', 'failed']),
  reason: z.string().nullable(),
});
export type ShopDelivery = z.infer<typeof ShopDelivery>;

/** `GET /v1/shop-connections/:connectionId` */
export const ShopConnectionDetails = z
  .object({
    connection: ShopConnectionView,
    locations: z.array(ShopLocationView),
    /** At most 100, the oldest first. */
    heldOrders: z.array(HeldShopOrder),
    /** The last 50. */
    deliveries: z.array(ShopDelivery),
  })
  .meta({ id: 'ShopConnectionDetails' });
export type ShopConnectionDetails = z.infer<typeof ShopConnectionDetails>;

/** `PUT /v1/shop-connections/:connectionId/locations`: orders that wait for this are applied at once. */
export const MapShopLocation = z
  .strictObject({
    key: z.string().min(1).max(200),
    /** Null with `ignored`: orders of this place are none of ours. */
    storeId: StoreId.nullable(),
  })
  .meta({ id: 'MapShopLocation' });
export type MapShopLocation = z.infer<typeof MapShopLocation>;

/** `POST …/test` and `POST …/read` */
export const ShopReadResult = z
  .object({
    trouble: ShopTrouble.nullable(),
    /** How many orders the shop answered. */
    orders: z.number().int(),
  })
  .meta({ id: 'ShopReadResult' });
export type ShopReadResult = z.infer<typeof ShopReadResult>;
