/**
 * Reads from each shop what changed since it was last read: webhooks get lost, and a shop on a network of its own sends
 * none. What was read goes through the inbox like what was sent, and the watermark moves only over what is stored there.
 */
import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { ShopReadResult } from '@curbline/contracts/http';
import { Clock, RepeatedWork } from '@curbline/platform';
import { DataSource } from 'typeorm';
import { adapterOf } from './adapters/adapters.js';
import { type Connection, ConnectionsRepository } from './connections.repository.js';
import { InboxService } from './inbox.service.js';
import { ShopAccessService } from './shop-access.service.js';
import type { ShopCursor } from './shop-adapter.js';
import { ShopCallFailed } from './shop-call-failed.js';

const LOOK_EVERY_MS = 15_000;
/** Shops write the time of a change before they commit it, and their clocks have seconds. */
const OVERLAP_MS = 2 * 60_000;
/** Of one reading; the next goes on from there. */
const MOST_PAGES = 200;

@Injectable()
export class ShopReadingService implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('connectors');
  private readonly work = new RepeatedWork(
    () => this.readDue(),
    (error) => this.logger.warn({ msg: 'Shops could not be read. It is tried again.', err: error }),
  );

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly connections: ConnectionsRepository,
    private readonly access: ShopAccessService,
    private readonly inbox: InboxService,
  ) {}

  onApplicationBootstrap(): void {
    this.work.begin(LOOK_EVERY_MS);
  }

  async onModuleDestroy(): Promise<void> {
    await this.work.end();
  }

  /** Reads the connections whose turn it is. One that fails holds no other up. */
  async readDue(): Promise<void> {
    for (const connection of await this.connections.takeDue(this.dataSource.manager, this.clock.now()))
      await this.read(connection);
  }

  /** Reads what changed since the watermark. The result says why that failed, if it did. */
  async read(connection: Connection): Promise<ShopReadResult> {
    const { manager } = this.dataSource;
    let orders = 0;
    await this.connections.noteReading(manager, connection.id, orders, this.clock.now());
    const result = await this.attempt(async () => {
      let cursor: ShopCursor | undefined = { since: connection.watermark - OVERLAP_MS };
      for (let pages = 0; cursor && pages < MOST_PAGES; pages += 1) {
        const read = await this.readPage(connection, cursor);
        orders += read.orders;
        await this.connections.noteReading(manager, connection.id, orders, this.clock.now());
        cursor = read.next;
      }
    });
    await this.connections.noteRead(manager, connection.id, result, this.clock.now());
    await this.inbox.apply();
    return { trouble: result, orders };
  }

  /** Asks the shop for one page, and changes nothing. */
  async test(connection: Connection): Promise<ShopReadResult> {
    let orders = 0;
    const trouble = await this.attempt(async () => {
      const page = await this.access.page(connection, { since: connection.watermark - OVERLAP_MS });
      orders = page.bodies.length;
    });
    return { trouble, orders };
  }

  private async readPage(
    connection: Connection,
    cursor: ShopCursor,
  ): Promise<{ orders: number; next: ShopCursor | undefined }> {
    const { manager } = this.dataSource;
    const receivedAt = this.clock.now();
    const { bodies, next } = await this.access.page(connection, cursor);
    let latest = 0;
    for (const body of bodies) {
      const reading = adapterOf(connection.kind).read(body, false);
      if (reading.kind !== 'order') continue;
      latest = Math.max(latest, reading.order.changedAt);
      const text = JSON.stringify(body);
      const delivery = {
        connectionId: connection.id,
        source: 'read',
        topic: null,
        receivedAt,
        body: text,
      } as const;
      await this.inbox.receive(delivery);
    }
    if (latest > 0) await this.connections.moveWatermark(manager, connection.id, latest);
    return { orders: bodies.length, next };
  }

  private async attempt(work: () => Promise<void>): Promise<ShopReadResult['trouble']> {
    try {
      await work();
      return null;
    } catch (error) {
      if (error instanceof ShopCallFailed) return error.trouble;
      throw error;
    }
  }
}
