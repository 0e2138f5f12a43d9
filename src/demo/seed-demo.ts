/**
 * Creates the demonstration: two stores, their people, a shop with an API key, an admin, and a customer's link for each
 * store. It runs at every start and creates only what is missing or no longer works, so that an interrupted start or a lost
 * credentials file is repaired.
 */
import { randomInt, randomUUID } from 'node:crypto';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { newCode, newPin, newToken } from '@curbline/access';
import type { OrderView, PlacedOrder } from '@curbline/contracts/http';
import { inTransaction } from '@curbline/database';
import { pinFault } from '@curbline/domain/pin';
import {
  adminAdded,
  AuditService,
  DevicesRepository,
  PeopleService,
  ShopKeysRepository,
  StoresService,
} from '@curbline/order-service';
import { Clock } from '@curbline/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { saveDemoCredentials, readDemoCredentials, type DemoCredentials } from './credentials.js';
import { DEMO_STORES, type DemoStore } from './demo-stores.js';

/** How long a link is shown; it is valid for seven days. */
const SHOWN_FOR_MS = 5 * 24 * 3_600_000;

/** What a person needs to walk through the demonstration; codes are single-use and ten minutes old at most. */
export interface Demo {
  readonly credentials: DemoCredentials;
  readonly enrolCodes: readonly {
    readonly storeId: string;
    readonly handheld: string;
    readonly wall: string;
  }[];
}

/** Whether this installation has no stores but those of the demo. */
export async function mayHoldDemo(app: NestFastifyApplication): Promise<boolean> {
  const ids = await app.get(StoresService, { strict: false }).ids(50);
  return ids.length === 0 || ids.some((id) => DEMO_STORES.some((store) => store.id === id));
}

/** @param app initialized, not necessarily listening */
export async function seedDemo(app: NestFastifyApplication, dataDir: string): Promise<Demo> {
  const stores = app.get(StoresService, { strict: false });
  for (const { id, settings } of DEMO_STORES) if (!(await stores.find(id))) await stores.create(id, settings);
  const kept = await readDemoCredentials(dataDir);
  let credentials = kept && (await stillOpen(app, kept)) ? kept : await freshCredentials(app);
  await saveDemoCredentials(dataDir, credentials);
  credentials = await withInvitations(app, credentials);
  await saveDemoCredentials(dataDir, credentials);
  const now = app.get(Clock).now();
  const devices = app.get(DevicesRepository, { strict: false });
  const enrolCodes = await inTransaction(app.get(DataSource), (manager) =>
    Promise.all(
      DEMO_STORES.map(async ({ id }) => ({
        storeId: id,
        handheld: (await devices.createCode(manager, id, 'handheld', now)).code,
        wall: (await devices.createCode(manager, id, 'wall', now)).code,
      })),
    ),
  );
  return { credentials, enrolCodes };
}

/** Whether the stored secrets are valid in this database, which may be another one than last time. */
async function stillOpen(app: NestFastifyApplication, { admin, apiKey }: DemoCredentials): Promise<boolean> {
  const signIn = await app.inject({ method: 'POST', url: '/v1/sign-in', payload: admin });
  const order = await app.inject({
    method: 'GET',
    url: `/v1/orders/${randomUUID()}`,
    headers: { authorization: `Bearer ${apiKey}` },
  });
  return signIn.statusCode === 200 && order.statusCode === 404;
}

async function freshCredentials(app: NestFastifyApplication): Promise<DemoCredentials> {
  const now = app.get(Clock).now();
  const admin = { login: `demo-${newCode(4).toLowerCase()}`, password: newToken() };
  const people = app.get(PeopleService, { strict: false });
  const shopKeys = app.get(ShopKeysRepository, { strict: false });
  return inTransaction(app.get(DataSource), async (manager) => {
    await people.add(manager, null, { name: 'Demo', role: 'admin', ...admin }, now);
    const shop = { shopId: 'demo', name: 'Demo', storeIds: DEMO_STORES.map(({ id }) => id) };
    const { key: apiKey } = await shopKeys.create(manager, shop, now);
    const audit = app.get(AuditService, { strict: false });
    await audit.note(manager, { storeId: null, by: null, ...adminAdded('Demo') }, now);
    await audit.note(
      manager,
      { storeId: null, by: null, action: 'shop_key_issued', subject: shop.name },
      now,
    );
    const stores: DemoCredentials['stores'] = [];
    for (const store of DEMO_STORES) {
      const ofStore = await freshPeople(manager, people, store, now);
      stores.push({ id: store.id, people: ofStore, invitation: null });
      for (const { name } of ofStore)
        await audit.note(
          manager,
          { storeId: store.id, by: null, action: 'person_added', subject: name },
          now,
        );
    }
    return { version: 1, apiKey, admin, stores };
  });
}

/** Creates the people, and disables those of an earlier demonstration, whose PINs are lost. */
async function freshPeople(
  manager: EntityManager,
  service: PeopleService,
  { id, people, settings }: DemoStore,
  now: number,
): Promise<DemoCredentials['stores'][number]['people']> {
  for (const earlier of await service.list(manager, id)) {
    if (earlier.disabledAt === null && people.includes(earlier.name)) {
      await service.disable(manager, id, earlier.id, now);
    }
  }
  const made = [];
  for (const name of people) {
    const pin = unguessablePin(settings.phone);
    const { id: staffId } = await service.add(manager, id, { name, role: 'staff', pin }, now);
    made.push({ staffId, name, pin });
  }
  return made;
}

/** Draws PINs until one satisfies the rule for people's PINs. */
export function unguessablePin(phone: string): string {
  for (;;) {
    const pin = newPin();
    if (pinFault(pin, [phone]) === undefined) return pin;
  }
}

async function withInvitations(
  app: NestFastifyApplication,
  credentials: DemoCredentials,
): Promise<DemoCredentials> {
  const stores = [];
  for (const store of credentials.stores) {
    const usable = store.invitation && (await isUnused(app, credentials.apiKey, store.invitation));
    stores.push(
      usable
        ? store
        : { ...store, invitation: await invite(app, credentials.apiKey, store.id, app.get(Clock).now()) },
    );
  }
  return { ...credentials, stores };
}

type Invitation = NonNullable<DemoCredentials['stores'][number]['invitation']>;

async function isUnused(
  app: NestFastifyApplication,
  apiKey: string,
  invitation: Invitation,
): Promise<boolean> {
  if (app.get(Clock).now() - invitation.placedAt > SHOWN_FOR_MS) return false;
  const answer = await app.inject({
    method: 'GET',
    url: `/v1/orders/${invitation.orderId}`,
    headers: { authorization: `Bearer ${apiKey}` },
  });
  return answer.statusCode === 200 && answer.json<OrderView>().tripState === 'pending';
}

/** Places a ready order at the store. @param now Unix ms. @returns the order and its customer's link */
export async function invite(
  server: Pick<NestFastifyApplication, 'inject'>,
  apiKey: string,
  storeId: string,
  now: number,
): Promise<Invitation> {
  const store = DEMO_STORES.find(({ id }) => id === storeId);
  const french = store?.language === 'fr';
  const answer = await server.inject({
    method: 'POST',
    url: '/v1/orders',
    headers: { authorization: `Bearer ${apiKey}`, 'idempotency-key': randomUUID() },
    payload: {
      storeId,
      customer: {
        firstName: french ? 'Camille' : 'Alex',
        lastName: french ? 'Moreau' : 'Reed',
        language: store?.language ?? 'en',
      },
      itemsCount: randomInt(6, 24),
      flags: ['cold'],
      state: 'ready',
    },
  });
  if (answer.statusCode !== 201)
    throw new Error(`the demo's order was refused (${answer.statusCode}): ${answer.body}`);
  const { order, customerLink } = answer.json<PlacedOrder>();
  return { orderId: order.id, link: customerLink, placedAt: now };
}
