import type { ShopKind } from '@curbline/contracts/http';
import type { ShopAdapter } from '../shop-adapter.js';
import { medusa } from './medusa.js';
import { shopify } from './shopify.js';
import { square } from './square.js';
import { standardWebhooks } from './standard-webhooks.js';
import { woocommerce } from './woocommerce.js';

const ADAPTERS: Readonly<Record<ShopKind, ShopAdapter>> = {
  woocommerce,
  shopify,
  square,
  medusa,
  standard_webhooks: standardWebhooks,
};

export const adapterOf = (kind: ShopKind): ShopAdapter => ADAPTERS[kind];
