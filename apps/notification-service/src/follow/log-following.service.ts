/**
 * Follows the logs of all stores. Each event is read at least once, also after a crash and by each copy of the service;
 * what follows from it is written under a key that the event gives, so it comes into being once.
 */
import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { LogPosition, StoreEvent } from '@curbline/contracts/events';
import { RepeatedWork } from '@curbline/platform';
import { StoreLogFollower, type Subscription } from '@curbline/store-log';
import { StaffPushService } from '../alerts/staff-push.service.js';
import { MessagePlanningService } from '../messages/message-planning.service.js';
import { WebhookPlanningService } from '../webhooks/webhook-planning.service.js';
import { LogCursorsRepository } from './log-cursors.repository.js';

/** How often it is saved how far the logs were read, ms. After a crash, events of this time are read again. */
const SAVE_EVERY_MS = 2_000;

@Injectable()
export class LogFollowingService implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('notifications');
  private subscription: Subscription | undefined;
  private taken = new Map<string, LogPosition>();
  private readonly saving = new RepeatedWork(
    () => this.save(),
    (error) =>
      this.logger.warn({
        err: error,
        msg: 'How far the logs were read could not be saved. It is tried again.',
      }),
  );

  constructor(
    private readonly follower: StoreLogFollower,
    private readonly cursors: LogCursorsRepository,
    private readonly messages: MessagePlanningService,
    private readonly webhooks: WebhookPlanningService,
    private readonly staffPush: StaffPushService,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    this.subscription = await this.follower.follow('all', await this.cursors.all(), {
      onEvents: async (storeId, events) => {
        await this.pass(storeId, events);
        const last = events.at(-1);
        if (last) this.taken.set(storeId, { epoch: last.epoch, seq: last.seq });
      },
      onResync: (storeId, reason, head) => {
        this.logger.warn({
          msg: 'A log was rebuilt or pruned: its events are not told to anybody.',
          storeId,
          reason,
        });
        this.taken.set(storeId, head);
      },
    });
    this.saving.begin(SAVE_EVERY_MS);
  }

  async onModuleDestroy(): Promise<void> {
    await this.subscription?.close();
    await this.saving.end();
    await this.saving.now();
  }

  /** All get the events, even if one fails; then the same events come again to all. */
  private async pass(storeId: string, events: readonly StoreEvent[]): Promise<void> {
    const passed = await Promise.allSettled([
      this.messages.plan(storeId, events),
      this.webhooks.plan(storeId, events),
      this.staffPush.plan(storeId, events),
    ]);
    const failed = passed.find(({ status }) => status === 'rejected');
    if (failed?.status === 'rejected') throw failed.reason;
  }

  private async save(): Promise<void> {
    if (this.taken.size === 0) return;
    const taken = this.taken;
    this.taken = new Map();
    try {
      await this.cursors.save(taken);
    } catch (error) {
      this.taken = new Map([...taken, ...this.taken]);
      throw error;
    }
  }
}
