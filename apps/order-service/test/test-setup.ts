/**
 * A running order service for one spec file: real database, real guards, HTTP without a socket.
 * Sessions are put in as rows; how people sign in has its own specs.
 */
import { randomUUID } from 'node:crypto';
import { Global, Module, type DynamicModule } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AccessModule, hashToken, newShopKey, newToken } from '@curbline/access';
import type { Progress, StoreEvent, TripEvent } from '@curbline/contracts/events';
import type { CustomerView, PlacedOrder, StoreSettings } from '@curbline/contracts/http';
import {
  InProcessProgress,
  InProcessTripEvents,
  InProcessWakeUps,
  ProgressBus,
  TripEventStream,
  WakeUps,
} from '@curbline/messaging';
import { OrderServiceModule, orderServiceMigrations, StoresService } from '@curbline/order-service';
import { createApplication, type OidcSettings, type RequireMfa } from '@curbline/platform';
import { StoreLog } from '@curbline/store-log';
import { FakeClock, testDatabase } from '@curbline/testkit';
import { DataSource } from 'typeorm';
import { callerOf, type Caller } from './caller.js';
import { LYON } from './store-settings.js';

class Seams {}
// Applied by hand, so that programs that run from source (tools/from-source.mjs) can use it, too.
Module({})(Seams);
Global()(Seams);

export class TestSetup {
  private constructor(
    readonly app: NestFastifyApplication,
    readonly clock: FakeClock,
    readonly dataSource: DataSource,
    readonly log: StoreLog,
    private readonly events: TripEventStream,
    private readonly progressBus: ProgressBus,
    private readonly closeDatabase: () => Promise<void>,
  ) {}

  static async open({
    requireMfa = 'off',
    oidc,
    outgoingPrivateHosts,
  }: {
    requireMfa?: RequireMfa;
    oidc?: OidcSettings;
    outgoingPrivateHosts?: ReadonlySet<string>;
  } = {}): Promise<TestSetup> {
    const { database, close } = await testDatabase([orderServiceMigrations]);
    const { dataSource } = database;
    const clock = new FakeClock();
    const providers = [
      { provide: DataSource, useValue: dataSource },
      { provide: WakeUps, useValue: new InProcessWakeUps() },
      { provide: ProgressBus, useValue: new InProcessProgress() },
      { provide: TripEventStream, useValue: new InProcessTripEvents() },
    ];
    const seams: DynamicModule = {
      module: Seams,
      providers,
      exports: providers.map(({ provide }) => provide),
    };
    const app = await createApplication(
      { module: class Program {}, imports: [seams, AccessModule, OrderServiceModule] },
      {
        name: 'test',
        publicUrl: 'http://localhost',
        log: { level: 'silent' },
        clock,
        handleSignals: false,
        secretKey: 'a key for tests alone, not a secret',
        requireMfa,
        oidc,
        outgoingPrivateHosts,
        // Requests are counted by the machine's time, which does not pass with the story's.
        limits: { perAddress: 100_000, perCaller: 100_000, perNetwork: 1_000_000 },
      },
    );
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
    return new TestSetup(
      app,
      clock,
      dataSource,
      new StoreLog(dataSource),
      app.get(TripEventStream),
      app.get(ProgressBus),
      close,
    );
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.closeDatabase();
  }

  /** A store of its own for one story. */
  async store(change: Partial<StoreSettings> = {}): Promise<string> {
    const storeId = `store-${randomUUID().slice(0, 8)}`;
    await this.app.get(StoresService).create(storeId, { ...LYON, ...change });
    return storeId;
  }

  /** A key of a shop of its own, or of `shopId`. */
  async shop(
    storeIds: string[] | null = null,
    shopId: string = randomUUID(),
    scopes: ('orders' | 'figures')[] = ['orders'],
  ): Promise<Caller> {
    const key = newShopKey();
    await this.dataSource.query(
      `INSERT INTO shop_key (id, shop_id, name, token_hash, store_ids, created_at, scopes)
       VALUES ($1, $2, 'Test shop', $3, $4, $5, $6)`,
      [randomUUID(), shopId, hashToken(key), storeIds, new Date(this.clock.now()), scopes],
    );
    return this.caller({ authorization: `Bearer ${key}` });
  }

  /** Somebody signed in on a handheld of the store. */
  async staff(storeId: string, name: string, role: 'staff' | 'manager' = 'staff'): Promise<Caller> {
    const [staffId, deviceId] = [randomUUID(), randomUUID()];
    const [deviceToken, token] = [newToken(), newToken()];
    const now = new Date(this.clock.now());
    const later = new Date(this.clock.now() + 12 * 3_600_000);
    await this.dataSource.query(
      'INSERT INTO staff (id, store_id, name, role, created_at) VALUES ($1, $2, $3, $4, $5)',
      [staffId, storeId, name, role, now],
    );
    await this.dataSource.query(
      `INSERT INTO device (store_id, id, name, kind, token_hash, enrolled_at)
       VALUES ($1, $2, 'Handheld', 'handheld', $3, $4)`,
      [storeId, deviceId, hashToken(deviceToken), now],
    );
    await this.dataSource.query(
      `INSERT INTO staff_session (store_id, token_hash, staff_id, device_id, created_at, last_acted_at, expires_at)
       VALUES ($1, $2, $3, $4, $5, $5, $6)`,
      [storeId, hashToken(token), staffId, deviceId, now, later],
    );
    const cookies = [`curbline-device=${storeId}.${deviceToken}`, `curbline-staff=${storeId}.${token}`];
    return this.caller({ cookie: cookies.join('; ') });
  }

  async manager(storeId: string | null): Promise<Caller> {
    const staffId = randomUUID();
    await this.dataSource.query(
      'INSERT INTO staff (id, store_id, name, role, created_at) VALUES ($1, $2, $3, $4, $5)',
      [staffId, storeId, 'Manon', storeId === null ? 'admin' : 'manager', new Date(this.clock.now())],
    );
    return this.managerSession(staffId);
  }

  /** The same manager, signed in once more. */
  async sameManagerAgain(manager: Caller): Promise<Caller> {
    const token = manager.headers['cookie']?.split('=')[1] ?? '';
    const [session] = await this.dataSource.query<{ staff_id: string }[]>(
      'SELECT staff_id FROM manager_session WHERE token_hash = $1',
      [hashToken(token)],
    );
    return this.managerSession(session?.staff_id ?? '');
  }

  private async managerSession(staffId: string): Promise<Caller> {
    const token = newToken();
    const now = this.clock.now();
    await this.dataSource.query(
      // Confirmed for as long as the session lasts: proving who one is has specs of its own.
      `INSERT INTO manager_session (token_hash, staff_id, created_at, last_acted_at, expires_at, confirmed_at)
       VALUES ($1, $2, $3, $3, $4, $4)`,
      [hashToken(token), staffId, new Date(now), new Date(now + 12 * 3_600_000)],
    );
    return this.caller({ cookie: `curbline-manager=${token}` });
  }

  /** The customer who opens the link of an order. */
  async customer(link: string): Promise<Caller> {
    const token = link.slice(link.indexOf('#') + 1);
    const opened = await this.caller({}).post<CustomerView>('/v1/link', { token }, null);
    if (opened.status !== 200) throw new Error(`the link answered ${opened.status}`);
    const cookie = String(opened.headers['set-cookie']).split(';')[0] ?? '';
    return this.caller({ cookie }, opened.body.tripId);
  }

  async order(
    shop: Caller,
    storeId: string,
    more: Record<string, unknown> = {},
  ): Promise<{ order: PlacedOrder['order']; link: string }> {
    const customer = { firstName: 'Zoé', lastName: 'Martin' };
    const placed = await shop.post<PlacedOrder>('/v1/orders', { storeId, customer, ...more });
    if (placed.status !== 201) throw new Error(`placing answered ${placed.status}`);
    return { order: placed.body.order, link: placed.body.customerLink };
  }

  /** The whole log of a store. */
  async eventsOf(storeId: string): Promise<StoreEvent[]> {
    const events: StoreEvent[] = [];
    for (let position = { epoch: '', seq: 0 }; ;) {
      const read = await this.log.readAfter(storeId, position);
      if (read.kind !== 'events') throw new Error(read.reason);
      events.push(...read.events);
      if (!read.more) return events;
      position = read.next;
    }
  }

  /** The types of the events of a store, or of one order of it. */
  async typesOf(storeId: string, orderId?: string): Promise<StoreEvent['type'][]> {
    const events = await this.eventsOf(storeId);
    return events
      .filter(({ entityId }) => orderId === undefined || entityId === orderId)
      .map(({ type }) => type);
  }

  tripEvent(event: TripEvent): Promise<void> {
    return this.events.publish(event);
  }

  /** Resolves when the service has heard it. */
  async progress(progress: Progress): Promise<void> {
    this.progressBus.publish(progress);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }

  /** @param tripId of a customer: their paths begin with `trip`. */
  caller(headers: Record<string, string>, tripId = ''): Caller {
    return callerOf(this.app, headers, tripId);
  }
}
