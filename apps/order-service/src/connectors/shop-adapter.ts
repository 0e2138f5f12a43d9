/** The one port to the systems of shops: each kind of shop is one adapter. */
import type { ShopKind, ShopCredentials, WriteBack } from '@curbline/contracts/http';
import type { Language } from '@curbline/contracts/ids';
import type { ShopNews, ShopOrderStage } from '@curbline/domain/shop-order';
import type { ShopHttp } from './shop-http.js';

/** A place that an order of the shop names. */
export interface ShopLocation {
  /** The same for all orders of the place, as far as the shop lets that be known. */
  readonly key: string;
  readonly name: string;
  readonly address: string | null;
}

/** What an order is placed with: fields of `PlaceOrder`, not cleaned yet. */
export interface ShopOrderContent {
  readonly reference: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  /** As it was typed. */
  readonly phone: string | null;
  readonly email: string | null;
  /** BCP 47 */
  readonly language: string | null;
  readonly note: string | null;
  readonly window: { readonly from: string; readonly to: string } | null;
  readonly lines: readonly ShopOrderLine[];
}

export interface ShopOrderLine {
  readonly sku: string | null;
  readonly name: string;
  readonly quantity: number;
  readonly imageUrl?: string | null;
  readonly price?: { readonly amount: string; readonly currency: string } | null;
  readonly flags?: readonly string[];
}

/** One version of a shop's order, whole. */
export interface ShopOrder {
  readonly externalId: string;
  /** By the shop's clock, Unix ms. */
  readonly changedAt: number;
  readonly stage: ShopOrderStage;
  readonly isPickup: boolean;
  readonly location: ShopLocation | null;
  readonly content: ShopOrderContent;
}

/** What a delivery says. */
export type ShopReading =
  | { readonly kind: 'order'; readonly order: ShopOrder }
  /** An order changed; the shop must be asked how. `lookup` is what `fetchOrder` takes. */
  | { readonly kind: 'look'; readonly lookup: string }
  | { readonly kind: 'deleted'; readonly externalId: string }
  /** The shop could not say which order: whatever changed lately must be read. */
  | { readonly kind: 'read_all'; readonly reason: string }
  | { readonly kind: 'nothing'; readonly reason: string };

/** A delivery as it came. */
export interface ShopRequest {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
  /** The public address that the shop sent it to. */
  readonly url: string;
}

/** What is needed to call the shop. */
export interface ShopAccess {
  /** Without a slash at the end. */
  readonly address: string;
  readonly credentials: ShopCredentials;
  readonly http: ShopHttp;
}

/** A page of changed orders, as bodies that `read` understands. */
export interface ShopPage {
  readonly bodies: readonly unknown[];
  /** Asks for the page after this one; undefined after the last. */
  readonly next: ShopCursor | undefined;
}

export interface ShopCursor {
  /** Orders changed at this time or later, Unix ms. */
  readonly since: number;
  /** The shop's own mark of a page. */
  readonly page?: string | undefined;
}

export interface ShopAdapter {
  readonly kind: ShopKind;
  /** Where the shop is, when it is the same for all; else each connection has its own address. */
  readonly defaultAddress?: string;
  /** Whether Curbline makes the key that the shop signs with. */
  readonly makesSigningKey: boolean;
  verify(request: ShopRequest, signingKey: string): boolean;
  /** True for what a shop sends unsigned to try the address. Nothing comes of it. */
  isPing?(request: ShopRequest): boolean;
  topicOf(headers: ShopRequest['headers']): string | null;
  /** @param body JSON, of a delivery, of `fetchOrder` or of a page. @param canRead whether the shop can be asked. */
  read(body: unknown, canRead: boolean): ShopReading;
  /** How the shop is called; absent where it cannot be. */
  readonly calls?: ShopCalls;
}

export interface ToldNews {
  readonly externalId: string;
  readonly news: ShopNews;
  readonly level: Exclude<WriteBack, 'off'>;
  /** Of the store, for what its people read in the shop. */
  readonly language: Language;
}

export interface ShopCalls {
  /** A page of orders by the time of their change, the oldest first. @throws ShopCallFailed */
  page(access: ShopAccess, cursor: ShopCursor): Promise<ShopPage>;
  /** The order as it is now; undefined when the shop has none. @throws ShopCallFailed */
  fetchOrder(access: ShopAccess, lookup: string): Promise<unknown>;
  /** Tells the shop the news of its order. @throws ShopCallFailed */
  tell(access: ShopAccess, told: ToldNews): Promise<void>;
}
