/** What there is to know of each kind of shop before it is connected. */
import type { ShopKind } from '@curbline/contracts/http';
import { m } from '../../messages/generated/messages.js';

/** By its own messages, by being read, or both. */
export type ShopWay = 'webhooks' | 'both' | 'read';

export interface ShopKindFacts {
  readonly name: () => string;
  readonly ways: readonly ShopWay[];
  /** The shop makes the key that it signs with, and shows it once it has our address. */
  readonly makesKey: boolean;
  /** What opens its API. */
  readonly opens: 'pair' | 'token' | null;
  /** An example of its address, where each shop has one of its own. */
  readonly address: string | null;
  readonly steps: () => string;
  readonly stepsToRead: (() => string) | null;
}

export const KINDS: Readonly<Record<ShopKind, ShopKindFacts>> = {
  woocommerce: {
    name: () => 'WooCommerce',
    ways: ['both', 'webhooks', 'read'],
    makesKey: false,
    opens: 'pair',
    address: 'https://shop.example',
    steps: m.shops_steps_woocommerce,
    stepsToRead: m.shops_steps_woocommerce_read,
  },
  shopify: {
    name: () => 'Shopify',
    ways: ['webhooks', 'both', 'read'],
    makesKey: true,
    opens: 'token',
    address: 'https://shop.myshopify.com',
    steps: m.shops_steps_shopify,
    stepsToRead: m.shops_steps_shopify_read,
  },
  square: {
    name: () => 'Square',
    ways: ['both', 'read'],
    makesKey: true,
    opens: 'token',
    address: null,
    steps: m.shops_steps_square,
    stepsToRead: m.shops_steps_square_read,
  },
  medusa: {
    name: () => 'Medusa',
    ways: ['webhooks'],
    makesKey: false,
    opens: null,
    address: null,
    steps: m.shops_steps_medusa,
    stepsToRead: null,
  },
  standard_webhooks: {
    name: m.shops_kind_standard,
    ways: ['webhooks'],
    makesKey: false,
    opens: null,
    address: null,
    steps: m.shops_steps_standard,
    stepsToRead: null,
  },
};

export const KIND_NAMES = Object.entries(KINDS).map(([kind, { name }]) => [kind as ShopKind, name] as const);

export const WAY_WORDS: Readonly<Record<ShopWay, () => string>> = {
  webhooks: m.shops_way_webhooks,
  both: m.shops_way_both,
  read: m.shops_way_read,
};

/** What is typed about a shop, as the fields have it. */
export interface TypedKeys {
  readonly key: string;
  readonly secret: string;
}

/** Null where nothing was typed. */
export const credentialsOf = (
  { key, secret }: TypedKeys,
  opens: ShopKindFacts['opens'],
): { key: string; secret?: string } | null =>
  opens === null || key.trim() === ''
    ? null
    : { key: key.trim(), ...(opens === 'pair' && { secret: secret.trim() }) };
