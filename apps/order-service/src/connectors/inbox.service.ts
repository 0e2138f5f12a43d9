/** Applies what shops sent, one delivery after another; what fails is tried again, later each time. */
import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { Clock, RepeatedWork } from '@curbline/platform';
import { DataSource } from 'typeorm';
import { adapterOf } from './adapters/adapters.js';
import { type Connection, ConnectionsRepository } from './connections.repository.js';
import { type Delivery, InboxRepository, type NewDelivery } from './inbox.repository.js';
import { ShopAccessService } from './shop-access.service.js';
import type { ShopReading } from './shop-adapter.js';
import { ShopCallFailed } from './shop-call-failed.js';
import { ShopOrderApplierService } from './shop-order-applier.service.js';
import { ShopOrdersRepository } from './shop-orders.repository.js';
import { withoutCall } from '../idempotency/idempotent-call.js';

const EVERY_MS = 10_000;
const AT_ONCE = 20;
/** Longer than a delivery takes, with the shop asked twice. */
const LEASE_MS = 90_000;
/** Ten attempts in about a day. */
const MOST_ATTEMPTS = 10;
const FIRST_PAUSE_MS = 15_000;
const LONGEST_PAUSE_MS = 6 * 3_600_000;

@Injectable()
export class InboxService implements OnModuleDestroy {
  private readonly logger = new Logger('connectors');
  private readonly work = new RepeatedWork(
    () => this.applyWaiting(),
    (error) =>
      this.logger.warn({ msg: 'What shops sent could not be applied. It is tried again.', err: error }),
  );
  private running: Promise<void> = Promise.resolve();
  private next: Promise<void> | undefined;

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly inbox: InboxRepository,
    private readonly connections: ConnectionsRepository,
    private readonly access: ShopAccessService,
    private readonly applier: ShopOrderApplierService,
    private readonly shopOrders: ShopOrdersRepository,
  ) {}

  @Interval(EVERY_MS)
  poll(): Promise<void> {
    return this.apply();
  }

  async onModuleDestroy(): Promise<void> {
    await this.next;
    await this.running;
  }

  /** Stores what came; when this returns it is not lost any more. @returns false when it came before. */
  async receive(delivery: NewDelivery): Promise<boolean> {
    const isNew = await this.inbox.insert(this.dataSource.manager, delivery);
    if (isNew) void this.apply();
    return isNew;
  }

  /** Applies all that waits, by a run that begins after this call. */
  apply(): Promise<void> {
    this.next ??= withoutCall(() =>
      this.running.then(() => {
        this.next = undefined;
        this.running = this.work.now();
        return this.running;
      }),
    );
    return this.next;
  }

  private async applyWaiting(): Promise<void> {
    const { manager } = this.dataSource;
    await this.applyMapped();
    for (;;) {
      const taken = await this.inbox.take(manager, this.clock.now(), AT_ONCE, LEASE_MS);
      for (const delivery of taken) await this.applyOne(delivery);
      if (taken.length < AT_ONCE) return;
    }
  }

  /** Somebody said which store a place is: the orders that waited for it are due. One that fails keeps no other waiting. */
  private async applyMapped(): Promise<void> {
    const { manager } = this.dataSource;
    let failed = 0;
    for (;;) {
      const mapped = await this.shopOrders.mapped(manager, AT_ONCE, failed);
      for (const { connectionId, externalId } of mapped)
        if (!(await this.applyHeld(connectionId, externalId))) failed += 1;
      if (mapped.length < AT_ONCE) return;
    }
  }

  /** @returns false when it is still held */
  private async applyHeld(connectionId: string, externalId: string): Promise<boolean> {
    try {
      const connection = await this.connections.find(this.dataSource.manager, connectionId);
      if (connection) await this.applier.applyHeld(connection, externalId);
      return connection !== undefined;
    } catch (error) {
      this.logger.warn({
        msg: 'A held order of a shop could not be applied. It is tried again.',
        err: error,
      });
      return false;
    }
  }

  private async applyOne(delivery: Delivery): Promise<void> {
    const { manager } = this.dataSource;
    try {
      const connection = await this.connections.find(manager, delivery.connectionId);
      if (!connection) return;
      const { kind, reason, externalId } = await this.outcomeOf(connection, delivery);
      await this.inbox.settle(manager, delivery.id, { state: kind, reason, externalId });
    } catch (error) {
      const reason = error instanceof ShopCallFailed ? error.trouble : 'error';
      if (reason === 'error')
        this.logger.warn({
          msg: 'A delivery of a shop could not be applied. It is tried again.',
          err: error,
        });
      const pauseMs = Math.min(FIRST_PAUSE_MS * 3 ** (delivery.attempts - 1), LONGEST_PAUSE_MS);
      const tryAfter = delivery.attempts < MOST_ATTEMPTS ? this.clock.now() + pauseMs : null;
      await this.inbox.postpone(manager, delivery.id, reason, tryAfter);
    }
  }

  private async outcomeOf(connection: Connection, delivery: Delivery): Promise<Outcome> {
    if (delivery.body === null) throw new ShopCallFailed('sealed_otherwise');
    const canRead = this.access.canRead(connection);
    const reading = adapterOf(connection.kind).read(JSON.parse(delivery.body), canRead);
    const readAt = delivery.source === 'read' ? delivery.receivedAt : null;
    return this.applyReading(connection, reading, readAt, canRead);
  }

  private async applyReading(
    connection: Connection,
    reading: ShopReading,
    readAt: number | null,
    canRead: boolean,
  ): Promise<Outcome> {
    switch (reading.kind) {
      case 'order': {
        const { externalId } = reading.order;
        const outcome = await this.applier.apply(
          connection,
          reading.order,
          readAt,
          canRead && readAt === null,
        );
        if (outcome === 'read') return this.look(connection, externalId);
        return { kind: 'applied', reason: outcome === 'known' ? 'known_already' : null, externalId };
      }
      case 'deleted':
        await this.applier.delete(connection, reading.externalId, this.clock.now());
        return { kind: 'applied', reason: null, externalId: reading.externalId };
      case 'look':
        if (!canRead) return { kind: 'ignored', reason: 'cannot_read', externalId: reading.lookup };
        return this.look(connection, reading.lookup);
      case 'read_all':
        await this.connections.readSoon(this.dataSource.manager, connection.id, this.clock.now());
        return { kind: 'ignored', reason: reading.reason, externalId: null };
      case 'nothing':
        return { kind: 'ignored', reason: reading.reason, externalId: null };
    }
  }

  /** Asks the shop for the order as it is now. */
  private async look(connection: Connection, lookup: string): Promise<Outcome> {
    const readAt = this.clock.now();
    const body = await this.access.fetchOrder(connection, lookup);
    if (body === undefined) {
      await this.applier.delete(connection, lookup, readAt);
      return { kind: 'applied', reason: 'gone_from_shop', externalId: lookup };
    }
    const reading = adapterOf(connection.kind).read(body, false);
    if (reading.kind !== 'order') throw new ShopCallFailed('unreadable');
    await this.applier.apply(connection, reading.order, readAt, false);
    return { kind: 'applied', reason: 'read_from_shop', externalId: reading.order.externalId };
  }
}

interface Outcome {
  readonly kind: 'applied' | 'ignored';
  readonly reason: string | null;
  readonly externalId: string | null;
}
