/** Connections to shops for one spec file: a running order service, a shop, and what became of an order. */
import type { IssuedShopConnection, ShopConnectionDetails } from '@curbline/contracts/http';
import type { OrderState } from '@curbline/contracts/ids';
import type { Problem } from '@curbline/contracts/problems';
import { InboxService } from '../src/connectors/inbox.service.js';
import { ShopReadingService } from '../src/connectors/shop-reading.service.js';
import { WriteBackService } from '../src/connectors/write-back.service.js';
import type { Caller, Reply } from './caller.js';
import { ShopPeer } from './shop-peer.js';
import { TestSetup } from './test-setup.js';

export interface PlacedRow {
  readonly id: string;
  readonly store_id: string;
  readonly state: OrderState;
  readonly customer_name: string;
  readonly items_count: number;
  readonly note: string | null;
  readonly reference: string | null;
}

export class ShopWorld {
  private constructor(
    readonly setup: TestSetup,
    /** Signed in for twelve hours by the clock of the test. */
    public admin: Caller,
    readonly peer: ShopPeer,
  ) {}

  static async open(): Promise<ShopWorld> {
    const setup = await TestSetup.open({ outgoingPrivateHosts: new Set(['127.0.0.1']) });
    return new ShopWorld(setup, await setup.manager(null), await ShopPeer.start());
  }

  async close(): Promise<void> {
    await this.peer.close();
    await this.setup.close();
  }

  /** The clock moves, and the admin signs in again. */
  async laterBy(ms: number): Promise<void> {
    this.setup.clock.advance(ms);
    this.admin = await this.setup.manager(null);
  }

  async connect(wish: Record<string, unknown>): Promise<IssuedShopConnection> {
    const reply = await this.admin.post<IssuedShopConnection & Problem>('/v1/shop-connections', {
      name: 'Shop',
      ...wish,
    });
    if (reply.status !== 201)
      throw new Error(`connecting answered ${reply.status}: ${JSON.stringify(reply.body)}`);
    return reply.body;
  }

  /** What a shop's system sends. */
  async send(
    id: string,
    body: string | Buffer,
    headers: Record<string, string>,
  ): Promise<Reply<Problem & { received: boolean }>> {
    const response = await this.setup.app.inject({
      method: 'POST',
      url: `/v1/connect/${id}`,
      headers,
      payload: body,
    });
    return { status: response.statusCode, headers: response.headers, body: JSON.parse(response.body) };
  }

  /** All that came is applied. */
  applied(): Promise<void> {
    return this.setup.app.get(InboxService, { strict: false }).apply();
  }

  /** What is due by the clock: shops are read, and told. */
  async turn(): Promise<void> {
    await this.setup.app.get(ShopReadingService, { strict: false }).readDue();
    await this.setup.app.get(WriteBackService, { strict: false }).tellDue();
  }

  async details(id: string): Promise<ShopConnectionDetails> {
    return (await this.admin.get<ShopConnectionDetails>(`/v1/shop-connections/${id}`)).body;
  }

  async map(id: string, name: string, storeId: string | null): Promise<ShopConnectionDetails> {
    const { connection, locations } = await this.details(id);
    const key = locations.find((place) => place.name === name)?.key;
    const admin = this.setup.caller({ ...this.admin.headers, 'if-match': `"${connection.version}"` });
    const reply = await admin.put<ShopConnectionDetails>(`/v1/shop-connections/${id}/locations`, {
      key,
      storeId,
    });
    if (reply.status !== 200) throw new Error(`mapping ${name} answered ${reply.status}`);
    return reply.body;
  }

  /** All orders that came of the shop's, the oldest first. */
  placed(connectionId: string): Promise<PlacedRow[]> {
    return this.setup.dataSource.query<PlacedRow[]>(
      `SELECT id, store_id, state, customer_name, items_count, note, reference FROM pickup_order
       WHERE shop_id = $1 ORDER BY created_at, external_id, state`,
      [connectionId],
    );
  }

  async states(connectionId: string): Promise<string[]> {
    return (await this.placed(connectionId)).map(({ state, store_id: storeId }) => `${state} at ${storeId}`);
  }
}
