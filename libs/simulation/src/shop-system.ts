/** Places an order as a shop's system does, and gets the customer's link. */
import type { OrderView, PlacedOrder, PlaceOrder } from '@curbline/contracts/http';
import { CookieJar } from './cookie-jar.js';

/** What must be said of an order; the rest has defaults. */
export type OrderWish = Pick<PlaceOrder, 'storeId'> & {
  readonly customer: PlaceOrder['customer'];
} & Partial<PlaceOrder>;

export class ShopSystem {
  private readonly jar: CookieJar;

  constructor(
    url: string,
    private readonly apiKey: string,
  ) {
    this.jar = new CookieJar(url);
  }

  /** @throws Refused with the server's own words. */
  place(wish: OrderWish): Promise<PlacedOrder> {
    return this.send('/v1/orders', wish);
  }

  markReady(orderId: string): Promise<OrderView> {
    return this.send(`/v1/orders/${orderId}/ready`, {});
  }

  cancel(orderId: string): Promise<OrderView> {
    return this.send(`/v1/orders/${orderId}/cancel`, {});
  }

  private send<Answer>(path: string, body: object): Promise<Answer> {
    return this.jar.send('POST', path, body, { authorization: `Bearer ${this.apiKey}` });
  }
}
