/**
 * The whole program for one spec file, in this process but through real HTTP and real sockets: a migrated
 * database of its own, a free port, the demo's stores, people and keys.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { DeviceKind } from '@curbline/contracts/ids';
import type { EnrolCodeView, FixInput, PlacedOrder } from '@curbline/contracts/http';
import type { ConnectionLimits, PlatformInput } from '@curbline/platform';
import { testDatabase } from '@curbline/testkit';
import { composeApplication, migrationSets } from '../../src/compose.js';
import { DEMO_STORES, type DemoStore } from '../../src/demo/demo-stores.js';
import { seedDemo, type Demo } from '../../src/demo/seed-demo.js';
import {
  CookieJar,
  durationMs,
  generateDrive,
  offsetFrom,
  type OrderWish,
  Phone,
  SeededRandom,
  ShopSystem,
} from '@curbline/simulation';

export { until } from './until.js';

/** For a spec that opens dozens of connections with one device cookie. */
export const MANY_CONNECTIONS: Partial<ConnectionLimits> = { perDevice: 1_000, attemptsPerDevice: 100_000 };

/** Longer than any spec. */
const IDLE_MS = 600_000;
/** A Valhalla server, and whatever the platform takes. */
export type RunningOptions = { readonly routerUrl?: string } & Partial<PlatformInput>;

export class Running {
  private signedIn: Promise<CookieJar> | undefined;

  private constructor(
    readonly app: NestFastifyApplication,
    readonly url: string,
    readonly demo: Demo,
    private readonly closeAll: () => Promise<void>,
  ) {}

  /** @param options what differs from an installation that nobody configured; limits that only a test would meet are off */
  static async start({ routerUrl, limits, ...platform }: RunningOptions = {}): Promise<Running> {
    const { database, close } = await testDatabase(migrationSets);
    const dataDir = mkdtempSync(join(tmpdir(), 'curbline-e2e-'));
    const app = await composeApplication({
      database,
      routerUrl,
      keysFolder: join(dataDir, 'keys'),
      platform: {
        name: 'curbline-e2e',
        publicUrl: 'http://localhost',
        log: { level: 'silent' },
        handleSignals: false,
        limits: { perAddress: 100_000, perCaller: 100_000, perNetwork: 1_000_000, ...limits },
        ...platform,
      },
    });
    await app.listen(0, '127.0.0.1');
    // A spec that computes for seconds in this very process would meet a line that was closed for idleness meanwhile.
    app.getHttpServer().keepAliveTimeout = IDLE_MS;
    const { port } = app.getHttpServer().address() as AddressInfo;
    const demo = await seedDemo(app, dataDir);
    return new Running(app, `http://127.0.0.1:${port}`, demo, async () => {
      await app.close();
      await close();
      rmSync(dataDir, { recursive: true, force: true });
    });
  }

  close(): Promise<void> {
    return this.closeAll();
  }

  get store(): DemoStore {
    return DEMO_STORES[0];
  }

  get shop(): ShopSystem {
    return new ShopSystem(this.url, this.demo.credentials.apiKey);
  }

  order(wish: Partial<OrderWish> = {}): Promise<PlacedOrder> {
    return this.shop.place({
      storeId: this.store.id,
      customer: { firstName: 'Zoé', lastName: 'Martin', language: 'fr' },
      state: 'ready',
      ...wish,
    });
  }

  /** A customer with the link open. */
  async customer(wish: Partial<OrderWish> = {}): Promise<{ placed: PlacedOrder; phone: Phone }> {
    const placed = await this.order(wish);
    const phone = new Phone(this.url);
    await phone.open(placed.customerLink);
    return { placed, phone };
  }

  /** The demo's admin, signed in once: several attempts at the same moment would count as guesses. */
  manager(): Promise<CookieJar> {
    this.signedIn ??= (async () => {
      const jar = new CookieJar(this.url);
      await jar.send('POST', '/v1/sign-in', this.demo.credentials.admin);
      return jar;
    })();
    return this.signedIn;
  }

  /** A newly enrolled screen of the store. */
  async device(kind: DeviceKind, storeId = this.store.id): Promise<CookieJar> {
    const { code } = await (
      await this.manager()
    ).send<EnrolCodeView>('POST', `/v1/stores/${storeId}/devices/codes`, { kind });
    const jar = new CookieJar(this.url);
    await jar.send('POST', '/v1/devices/enrol', { code, name: `Test ${kind}` });
    return jar;
  }

  /** A handheld with one of the store's people signed in. @param who 0 or 1 */
  async handheld(who = 0, storeId = this.store.id): Promise<CookieJar> {
    const jar = await this.device('handheld', storeId);
    const person = this.demo.credentials.stores.find(({ id }) => id === storeId)?.people[who];
    await jar.send('POST', '/v1/staff/sign-in', { staffId: person?.staffId, pin: person?.pin });
    return jar;
  }

  /** Staff commands as the board sends them. */
  act<Reply>(board: CookieJar, orderId: string, command: string, body: object = {}): Promise<Reply> {
    const path = `/v1/stores/${this.store.id}/orders/${orderId}/${command}`;
    return board.send('POST', path, body);
  }

  /** A made-up drive that ends in bay 1 about now, as a phone sends it after a dead zone. */
  drive(seed: number, lengthM = 900): FixInput[] {
    const [longitude, latitude] = this.store.settings.bays[0]!.position.coordinates;
    const journey = generateDrive(
      { goal: { latitude, longitude }, lengthM, parkedS: 40 },
      new SeededRandom(seed),
    );
    const zero = Date.now() - durationMs(journey);
    return journey.map(({ atMs, ...fix }) => ({ ...fix, recordedAt: zero + atMs }));
  }

  /** One fix at so many meters north of bay 1. */
  fixAt(northM: number, more: Partial<FixInput> = {}): FixInput {
    const [longitude, latitude] = this.store.settings.bays[0]!.position.coordinates;
    return {
      ...offsetFrom({ latitude, longitude }, 0, northM),
      accuracyM: 8,
      recordedAt: Date.now(),
      ...more,
    };
  }
}
