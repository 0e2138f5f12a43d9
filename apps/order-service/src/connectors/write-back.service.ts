/**
 * Tells shops how far their orders are. What is to be told follows from the order and from what the shop was told last,
 * both in the database: a crash loses nothing, and what was overtaken meanwhile is not told any more.
 */
import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { inTransaction } from '@curbline/database';
import { Clock, RepeatedWork } from '@curbline/platform';
import { DataSource } from 'typeorm';
import { ConnectionsRepository } from './connections.repository.js';
import { ShopAccessService } from './shop-access.service.js';
import { ShopCallFailed } from './shop-call-failed.js';
import { type DueNews, WriteBackRepository } from './write-back.repository.js';

const EVERY_MS = 5_000;
const AT_ONCE = 20;
const LEASE_MS = 120_000;
const FIRST_PAUSE_MS = 15_000;
const LONGEST_PAUSE_MS = 3_600_000;

@Injectable()
export class WriteBackService implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('connectors');
  private readonly work = new RepeatedWork(
    () => this.tellDue(),
    (error) =>
      this.logger.warn({ msg: 'Shops could not be told of their orders. It is tried again.', err: error }),
  );

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly connections: ConnectionsRepository,
    private readonly access: ShopAccessService,
    private readonly repository: WriteBackRepository,
  ) {}

  onApplicationBootstrap(): void {
    this.work.begin(EVERY_MS);
  }

  async onModuleDestroy(): Promise<void> {
    await this.work.end();
  }

  /** Tells all that is due. */
  async tellDue(): Promise<void> {
    for (;;) {
      const due = await inTransaction(this.dataSource, (manager) =>
        this.repository.take(manager, this.clock.now(), AT_ONCE, LEASE_MS),
      );
      for (const news of due) await this.tell(news);
      if (due.length < AT_ONCE) return;
    }
  }

  private async tell(due: DueNews): Promise<void> {
    const { manager } = this.dataSource;
    const connection = await this.connections.find(manager, due.connectionId);
    if (!connection) return;
    try {
      await this.access.tell(connection, due);
      await this.repository.told(manager, due, this.clock.now());
    } catch (error) {
      if (!(error instanceof ShopCallFailed)) throw error;
      const pauseMs = Math.min(FIRST_PAUSE_MS * 2 ** due.attempts, LONGEST_PAUSE_MS);
      const waitMs = Math.max(pauseMs, (error.retryAfterS ?? 0) * 1_000);
      await this.repository.postpone(manager, due, error.trouble, this.clock.now() + waitMs);
    }
  }
}
