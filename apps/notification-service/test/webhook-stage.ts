/** What the tests of webhooks share: a database, copies of the service, endpoints at real servers. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { inTransaction } from '@curbline/database';
import { Metrics, newWebhookSecret, OutgoingRequests, SecretBox } from '@curbline/platform';
import { FakeClock, testDatabase, type TestDatabase } from '@curbline/testkit';
import { notificationServiceMigrations } from '../src/notification-service.module.js';
import { WebhookDeliveriesRepository } from '../src/webhooks/webhook-deliveries.repository.js';
import type { WebhookDeliveryEntity } from '../src/webhooks/webhook-delivery.entity.js';
import { sealSecret, type WebhookEndpointEntity } from '../src/webhooks/webhook-endpoint.entity.js';
import { WebhookEndpointsRepository } from '../src/webhooks/webhook-endpoints.repository.js';
import { eventIdOf } from '../src/webhooks/webhook-event-of.js';
import type { WebhookOffService } from '../src/webhooks/webhook-off.service.js';
import { deliveryOf } from '../src/webhooks/webhook-planning.service.js';
import { WebhookSenderService } from '../src/webhooks/webhook-sender.service.js';
import { Receiver } from './webhook-receiver.js';

export interface Made {
  readonly receiver: Receiver;
  readonly endpoint: WebhookEndpointEntity;
  readonly secret: string;
}

/** A copy of the service, which sends when it is told to. */
export interface Copy {
  readonly sender: WebhookSenderService;
  /** `<id> <reason>` of each endpoint that it wanted to turn off. */
  readonly turnedOff: readonly string[];
}

export class WebhookStage {
  readonly clock = new FakeClock(Date.now());
  readonly box = new SecretBox({ secretKey: 'a key of the tests, long enough to be one' });
  private readonly opened: { close(): unknown }[] = [];

  private constructor(
    readonly test: TestDatabase,
    readonly deliveries: WebhookDeliveriesRepository,
    readonly endpoints: WebhookEndpointsRepository,
  ) {}

  static async open(): Promise<WebhookStage> {
    const test = await testDatabase([notificationServiceMigrations]);
    const { dataSource } = test.database;
    return new WebhookStage(
      test,
      new WebhookDeliveriesRepository(dataSource),
      new WebhookEndpointsRepository(dataSource),
    );
  }

  /** Ends copies and servers. */
  async clear(): Promise<void> {
    await Promise.all(this.opened.splice(0).map((one) => one.close()));
  }

  copy(rows: WebhookDeliveriesRepository = this.deliveries): Copy {
    const turnedOff: string[] = [];
    const off = { turnOff: async (id: string, reason: string) => turnedOff.push(`${id} ${reason}`) };
    const sender = new WebhookSenderService(
      rows,
      this.endpoints,
      off as unknown as WebhookOffService,
      new OutgoingRequests(new Set(['127.0.0.1'])),
      this.box,
      this.clock,
      new Metrics(),
    );
    this.opened.push({ close: () => sender.onModuleDestroy() });
    return { sender, turnedOff };
  }

  async endpointWith(parts: Partial<WebhookEndpointEntity> = {}): Promise<Made> {
    const receiver = new Receiver();
    this.opened.push(receiver);
    const [id, secret] = [randomUUID(), newWebhookSecret()];
    const endpoint: WebhookEndpointEntity = {
      id,
      version: 1,
      url: await receiver.listen(),
      name: 'Shop',
      eventTypes: ['order.ready'],
      storeIds: null,
      secret: sealSecret(this.box, { id }, secret),
      oldSecret: null,
      oldSecretUntil: null,
      state: 'on',
      offReason: null,
      failingSince: null,
      pausedUntil: null,
      createdAt: new Date(this.clock.now()),
      ...parts,
    };
    await inTransaction(this.test.database.dataSource, (manager) => this.endpoints.insert(manager, endpoint));
    return { receiver, endpoint, secret };
  }

  /** Adds so many deliveries to an endpoint. */
  async add(
    endpoint: WebhookEndpointEntity,
    many = 1,
    state: 'on' | 'off' = 'on',
  ): Promise<WebhookDeliveryEntity[]> {
    const at = this.clock.now();
    const rows = Array.from({ length: many }, () => {
      const id = eventIdOf(randomUUID());
      const data = { endpointId: endpoint.id, storeIds: null };
      const event = { type: 'webhook.test', timestamp: this.clock.iso(), data } as const;
      return deliveryOf({ id: endpoint.id, state }, { id, event, storeId: 'lyon', seq: null, at });
    });
    await inTransaction(this.test.database.dataSource, (manager) => this.deliveries.add(manager, rows));
    return rows;
  }

  listed(endpoint: WebhookEndpointEntity): Promise<WebhookDeliveryEntity[]> {
    return this.deliveries.list(endpoint.id, undefined, undefined, 100);
  }

  /** Waits until all deliveries of the endpoint are in this state. */
  async allIn(endpoint: WebhookEndpointEntity, state: string): Promise<void> {
    await until(async () => (await this.listed(endpoint)).every((row) => row.state === state));
  }
}

export async function until(check: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = performance.now() + 10_000;
  while (!(await check())) {
    if (performance.now() > deadline) throw new Error(`waited in vain for ${check.toString()}`);
    await sleep(5);
  }
}
