/** A shop's API keys, as an admin makes, lists and revokes them. */
import { z } from 'zod';
import { Instant, StoreId } from '../ids/index.js';
import { says } from '../problems/field-texts.js';
import { line } from '../text/index.js';

export const ShopKeyId = z.uuid().meta({ description: 'Id of an API key; the key itself is a secret' });

/** What a key may do: `orders` places orders and reads its shop's own; `figures` reads statistics and nothing else. */
export const ShopScope = z.enum(['orders', 'figures']);
export type ShopScope = z.infer<typeof ShopScope>;

/** `POST /v1/shop-keys` */
export const NewShopKey = z
  .strictObject({
    /** Whose orders the key sees: a new key of the same shop sees them all. */
    shopId: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, says('a shop id is 1 to 40 of a-z, 0-9 and -')),
    name: line(1, 60),
    /** The stores that the key reaches; null: all of them, also those made later. */
    storeIds: z.array(StoreId).min(1).max(500).nullable(),
    /** `orders` alone when left out. */
    scopes: z.array(ShopScope).min(1).max(2).optional(),
    /** From then on the key is refused; null, or left out: it is good until it is revoked. */
    expiresAt: Instant.nullable().optional(),
  })
  .meta({ id: 'NewShopKey' });
export type NewShopKey = z.infer<typeof NewShopKey>;

export const ShopKeyView = z
  .object({
    id: ShopKeyId,
    shopId: z.string(),
    name: z.string(),
    storeIds: z.array(StoreId).nullable(),
    scopes: z.array(ShopScope),
    createdAt: Instant,
    /** Null: until it is revoked. */
    expiresAt: Instant.nullable(),
    /** To the minute; null: never. */
    lastUsedAt: Instant.nullable(),
    revokedAt: Instant.nullable(),
  })
  .meta({ id: 'ShopKey' });
export type ShopKeyView = z.infer<typeof ShopKeyView>;

/** The only moment at which the key is known in clear. */
export const IssuedShopKey = ShopKeyView.extend({
  key: z.string().meta({ description: 'Give this to the shop’s system; it is not shown again' }),
}).meta({ id: 'IssuedShopKey' });
export type IssuedShopKey = z.infer<typeof IssuedShopKey>;
