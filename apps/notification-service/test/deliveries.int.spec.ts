/** Tests on a real database that a message is sent once, by however many copies, and also when one of them dies. */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Logger } from '@nestjs/common';
import { inTransaction, schemaText } from '@curbline/database';
import type { SendResult } from '@curbline/domain/notify';
import { ContactHash, Metrics, SecretBox } from '@curbline/platform';
import { FakeClock, testDatabase, type TestDatabase } from '@curbline/testkit';
import type { ChannelsService } from '../src/channels/channels.service.js';
import type { OutgoingMessage } from '../src/channels/message-channel.js';
import { ClaimedOrdersRepository } from '../src/deliveries/claimed-orders.repository.js';
import { DeliveriesRepository } from '../src/deliveries/deliveries.repository.js';
import { type DeliveryEntity, newDelivery } from '../src/deliveries/delivery.entity.js';
import { DeliverySenderService } from '../src/deliveries/delivery-sender.service.js';
import type { DeliveryAddressesService } from '../src/deliveries/delivery-addresses.service.js';
import { DeliveryNeedsService } from '../src/deliveries/delivery-needs.service.js';
import { WaitingStoresRepository } from '../src/deliveries/waiting-stores.repository.js';
import { PagePresenceRepository } from '../src/deliveries/page-presence.repository.js';
import { SuppressionsRepository } from '../src/suppressions/suppressions.repository.js';
import { UnsubscribeLinks } from '../src/suppressions/unsubscribe-links.js';
import { PushSubscriptionsRepository } from '../src/push/push-subscriptions.repository.js';
import { notificationServiceMigrations } from '../src/notification-service.module.js';

// The tests provoke a warning.
Logger.overrideLogger(false);

const STORE = 'les-halles';
const clock = new FakeClock();
const KEY = { secretKey: 'a key of the tests, long enough to be one' };
const box = new SecretBox(KEY);
let test: TestDatabase;
let deliveries: DeliveriesRepository;
beforeAll(async () => {
  test = await testDatabase([notificationServiceMigrations]);
  deliveries = new DeliveriesRepository(test.database.dataSource);
}, 120_000);
afterAll(() => test.close());

/** A copy of the service: what it sends is noted, and comes to `result`. */
class Copy {
  readonly sent: string[] = [];
  readonly sender: DeliverySenderService;

  constructor(result: (message: OutgoingMessage) => Promise<SendResult>) {
    const send = (message: OutgoingMessage): Promise<SendResult> => {
      this.sent.push(message.id);
      return result(message);
    };
    const channels = { of: () => ({ provider: 'test', send }), close: async () => {} };
    this.sender = new DeliverySenderService(
      deliveries,
      channels as unknown as ChannelsService,
      new DeliveryNeedsService(
        new PagePresenceRepository(test.database.dataSource),
        new WaitingStoresRepository(test.database.dataSource),
        deliveries,
        new PushSubscriptionsRepository(test.database.dataSource, box, new ContactHash(KEY)),
        new ClaimedOrdersRepository(test.database.dataSource),
      ),
      // Contacts are order-service's, whose tables are not here.
      { of: async (_, written) => written } as DeliveryAddressesService,
      new SuppressionsRepository(test.database.dataSource),
      box,
      new ContactHash(KEY),
      new UnsubscribeLinks({ ...KEY, publicUrl: 'https://pickup.example' }, new ContactHash(KEY)),
      clock,
      new Metrics(),
    );
  }
}

const MESSAGE = { to: '+33612345678', storeName: '', subject: '', text: '', link: null };

function delivery(parts: Partial<DeliveryEntity> = {}): DeliveryEntity & { readonly orderId: string } {
  const orderId = randomUUID();
  const now = clock.now();
  const planned = {
    storeId: STORE,
    key: `order_ready:${orderId}`,
    orderId,
    tripId: randomUUID(),
    kind: 'order_ready',
    channel: 'sms',
    language: 'fr',
    unless: null,
    dueAt: now,
    expiresAt: now + 3_600_000,
  } as const;
  return { ...newDelivery(box, planned, MESSAGE, now), ...parts, orderId: parts.orderId ?? orderId };
}
const add = (rows: readonly DeliveryEntity[]): Promise<boolean> =>
  inTransaction(test.database.dataSource, (manager) => deliveries.add(manager, rows));
async function find({ orderId }: { readonly orderId: string }): Promise<DeliveryEntity[]> {
  return deliveries.list(STORE, { states: undefined, orderId, before: undefined, most: 10 });
}

it('has the schema of schema.sql, which `npm run schema` writes', async () => {
  const { tableName } = notificationServiceMigrations;
  const committed = readFileSync(new URL('../schema.sql', import.meta.url), 'utf8');
  expect(await schemaText(test.database.dataSource, [tableName])).toBe(committed);
});

it('sends each of many once, by two copies at the same time', async () => {
  const rows = Array.from({ length: 60 }, () => delivery());
  expect(await add(rows)).toBe(true);
  // Decided again, by another copy or after a crash.
  expect(await add(rows.map((row) => ({ ...row, id: randomUUID() })))).toBe(false);
  const copies = [1, 2].map(() => new Copy(async () => ({ kind: 'sent' })));
  for (const { sender } of copies) sender.wake();
  await expect.poll(() => copies.flatMap(({ sent }) => sent).length, { timeout: 20_000 }).toBe(60);
  await Promise.all(copies.map(({ sender }) => sender.onModuleDestroy()));
  expect(new Set(copies.flatMap(({ sent }) => sent))).toEqual(new Set(rows.map(({ id }) => id)));
  expect(await find(rows[0]!)).toMatchObject([{ state: 'sent', attempts: 1, provider: 'test' }]);
});

it('keeps what was planned too late as expired, and sends it to nobody', async () => {
  const now = clock.now();
  const { id: _, ...late } = delivery();
  const row = newDelivery(
    box,
    { ...late, dueAt: now - 600_000, expiresAt: now - 300_000 },
    MESSAGE,
    now,
  ) as DeliveryEntity & { readonly orderId: string };
  expect(await add([row])).toBe(true);
  expect(await deliveries.take('sms', 10, clock.now())).toEqual([]);
  expect(await find(row)).toMatchObject([{ state: 'expired', attempts: 0, provider: null }]);

  // Read again it adds nothing; said anew it is told.
  expect(await add([{ ...row, id: randomUUID() }])).toBe(false);
  const anew = { ...delivery({ orderId: row.orderId }), key: row.key };
  expect(await add([anew])).toBe(true);
  expect(await find(row)).toMatchObject([{ id: anew.id, state: 'waiting' }]);
  expect(await deliveries.take('sms', 10, clock.now())).toMatchObject([{ id: anew.id }]);
});

it('does not send again what a copy was sending when it died', async () => {
  const row = delivery();
  await add([row]);
  expect(await deliveries.take('sms', 10, clock.now())).toMatchObject([{ id: row.id, attempts: 1 }]);
  await deliveries.settleLost(clock.now());
  expect(await find(row)).toMatchObject([{ state: 'sending' }]);
  clock.advance(91_000);
  await deliveries.settleLost(clock.now());
  expect(await find(row)).toMatchObject([{ state: 'unknown' }]);
  expect(await deliveries.take('sms', 10, clock.now())).toEqual([]);
});

it('gives up a message that was sealed with another SECRET_KEY, and makes its next channel due at once', async () => {
  const sms = delivery({ sealed: 'AAAA' });
  const { key, orderId } = sms;
  const email = delivery({ key, orderId, channel: 'email', dueAt: new Date(clock.now() + 900_000) });
  await add([sms, email]);
  const copy = new Copy(async () => ({ kind: 'sent' }));
  copy.sender.wake();
  const rowOf = async (wanted: string) => (await find(sms)).find(({ channel }) => channel === wanted);
  await expect
    .poll(() => rowOf('email'), { timeout: 20_000 })
    .toMatchObject({ dueAt: new Date(clock.now()) });
  await copy.sender.onModuleDestroy();
  expect(await rowOf('sms')).toMatchObject({ state: 'failed', reason: 'sealed_otherwise' });
  // The email may have left by the same look, or waits for the next.
  expect(copy.sent).not.toContain(sms.id);
  await deliveries.take('email', 10, clock.now());
});

it('makes the next channel due at once when one says no, and lets what is too late expire', async () => {
  const sms = delivery();
  const { key, orderId } = sms;
  const email = delivery({
    key,
    orderId,
    channel: 'email',
    dueAt: new Date(clock.now() + 900_000),
    unless: 'page_seen',
  });
  const late = delivery({ expiresAt: new Date(clock.now()) });
  await add([sms, email, late]);
  const copy = new Copy(async () => ({ kind: 'refused', reason: 'refused' }));
  copy.sender.wake();
  const states = async (row: { readonly orderId: string }): Promise<string[]> =>
    (await find(row)).map(({ state }) => state);
  await expect
    .poll(async () => (await find(sms)).find(({ channel }) => channel === 'sms')?.state)
    .toBe('failed');
  await expect.poll(() => states(late)).toEqual(['expired']);
  await expect
    .poll(async () => (await find(email)).find(({ channel }) => channel === 'email'))
    .toMatchObject({ unless: null, dueAt: new Date(clock.now()) });
  await copy.sender.onModuleDestroy();
  expect(copy.sent).not.toContain(late.id);
});

it('leaves the channel behind push alone where the push has left, and takes it where it has not', async () => {
  const push = (parts: Partial<DeliveryEntity> = {}) => delivery({ channel: 'push', ...parts });
  const behind = ({ key, orderId }: ReturnType<typeof push>) =>
    delivery({ key, orderId, channel: 'sms', unless: 'sent_otherwise' });
  const [left, needless, stuck] = [
    push({ state: 'sent' }),
    push({ state: 'not_needed' }),
    push({ dueAt: new Date(clock.now() + 600_000) }),
  ];
  await add([left, needless, stuck, behind(left), behind(needless), behind(stuck)]);
  const copy = new Copy(async () => ({ kind: 'sent' }));
  copy.sender.wake();
  const state = async (row: { readonly orderId: string }): Promise<string | undefined> =>
    (await find(row)).find(({ channel }) => channel === 'sms')?.state;
  await expect
    .poll(() => Promise.all([left, needless, stuck].map((row) => state(row))), { timeout: 20_000 })
    .toEqual(['not_needed', 'not_needed', 'sent']);
  await copy.sender.onModuleDestroy();
});

it('ends what is to be sent about an order that has ended, and keeps what says so', async () => {
  const ready = delivery({ dueAt: new Date(clock.now() + 60_000) });
  const canceled = delivery({ ...ready, id: randomUUID(), key: 'canceled', kind: 'order_canceled' });
  await add([ready, canceled]);
  await inTransaction(test.database.dataSource, (manager) =>
    deliveries.withdraw(manager, STORE, [ready.orderId], ['order_canceled'], clock.now()),
  );
  const states = Object.fromEntries((await find(ready)).map(({ kind, state }) => [kind, state]));
  expect(states).toEqual({ order_ready: 'not_needed', order_canceled: 'waiting' });
});
