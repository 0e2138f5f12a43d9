/** What is needed to call the shop of a connection, and the calls. */
import { Injectable } from '@nestjs/common';
import { adapterOf } from './adapters/adapters.js';
import type { Connection } from './connections.repository.js';
import type { ShopAccess, ShopCalls, ShopCursor, ShopPage, ToldNews } from './shop-adapter.js';
import { ShopCallFailed } from './shop-call-failed.js';
import { ShopHttp } from './shop-http.js';

@Injectable()
export class ShopAccessService {
  constructor(private readonly http: ShopHttp) {}

  /** Whether the shop can be asked: it has an API, and the connection what opens it. */
  canRead(connection: Connection): boolean {
    return this.of(connection) !== undefined;
  }

  /** Whether a connection of this address would be called. */
  accepts(address: string): boolean {
    return this.http.accepts(address);
  }

  /** @throws ShopCallFailed */
  page(connection: Connection, cursor: ShopCursor): Promise<ShopPage> {
    const { calls, access } = this.required(connection);
    return calls.page(access, cursor);
  }

  /** @throws ShopCallFailed */
  fetchOrder(connection: Connection, lookup: string): Promise<unknown> {
    const { calls, access } = this.required(connection);
    return calls.fetchOrder(access, lookup);
  }

  /** @throws ShopCallFailed */
  async tell(connection: Connection, told: Omit<ToldNews, 'level'>): Promise<void> {
    const { calls, access } = this.required(connection);
    if (connection.writeBack !== 'off') await calls.tell(access, { ...told, level: connection.writeBack });
  }

  private required(connection: Connection): { calls: ShopCalls; access: ShopAccess } {
    const found = this.of(connection);
    if (!found) throw new ShopCallFailed('not_signed_in');
    return found;
  }

  private of({
    kind,
    address,
    credentials,
  }: Connection): { calls: ShopCalls; access: ShopAccess } | undefined {
    const { calls, defaultAddress } = adapterOf(kind);
    const at = address ?? defaultAddress;
    if (!calls || !credentials || at === undefined) return undefined;
    return { calls, access: { address: at, credentials, http: this.http } };
  }
}
