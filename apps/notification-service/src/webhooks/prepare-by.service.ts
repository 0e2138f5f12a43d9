/**
 * Says when work on an order must begin (`order.prepare_by`), from the progress of its trip. Progress is volatile and
 * comes every few seconds; only a time that is to be said asks the database anything.
 */
import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { Progress } from '@curbline/contracts/events';
import { inTransaction } from '@curbline/database';
import { decidePrepareBy, type PrepareBy } from '@curbline/domain/webhooks';
import { ProgressBus } from '@curbline/messaging';
import { Clock, isoOf, RepeatedWork } from '@curbline/platform';
import { DataSource } from 'typeorm';
import { PrepareByRepository } from './prepare-by.repository.js';
import { ShopNamesRepository, type TripOrder } from './shop-names.repository.js';
import { WebhookEndpointsRepository } from './webhook-endpoints.repository.js';
import { commonOf, eventIdOf } from './webhook-event-of.js';
import { type ToDeliver, WebhookPlanningService } from './webhook-planning.service.js';
import { WebhookSenderService } from './webhook-sender.service.js';

/** How often it is looked up which stores have an endpoint that wants to know, ms. */
const LOOK_EVERY_MS = 5_000;
/** What was said of a trip is kept for so long without a word, ms; the database knows it longer. */
const FORGET_AFTER_MS = 3_600_000;

interface Watched {
  leadS: number;
  readonly stop: () => void;
}

@Injectable()
export class PrepareByService implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('webhooks');
  private readonly watched = new Map<string, Watched>();
  /** By trip. Unix ms. */
  private readonly said = new Map<string, { readonly prepareBy: number; readonly at: number }>();
  private readonly working = new Set<Promise<void>>();
  private readonly looking = new RepeatedWork(
    () => this.look(),
    (error) => this.report(error),
  );

  constructor(
    private readonly dataSource: DataSource,
    private readonly progress: ProgressBus,
    private readonly endpoints: WebhookEndpointsRepository,
    private readonly orders: ShopNamesRepository,
    private readonly saidBefore: PrepareByRepository,
    private readonly planning: WebhookPlanningService,
    private readonly sender: WebhookSenderService,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.looking.begin(LOOK_EVERY_MS);
  }

  async onModuleDestroy(): Promise<void> {
    await this.looking.end();
    for (const { stop } of this.watched.values()) stop();
    await Promise.all(this.working);
  }

  /** Watches the stores that have an endpoint for it, and no others. */
  private async look(): Promise<void> {
    const leads = await this.wantedStores();
    for (const [storeId, { stop }] of this.watched) {
      if (leads.has(storeId)) continue;
      stop();
      this.watched.delete(storeId);
    }
    for (const [storeId, leadS] of leads) {
      const known = this.watched.get(storeId);
      if (known) known.leadS = leadS;
      else this.watched.set(storeId, { leadS, stop: this.progress.watch(storeId, (one) => this.take(one)) });
    }
    const oldest = this.clock.now() - FORGET_AFTER_MS;
    for (const [tripId, { at }] of this.said) if (at < oldest) this.said.delete(tripId);
  }

  private async wantedStores(): Promise<ReadonlyMap<string, number>> {
    const wanting = (await this.endpoints.list()).filter(
      ({ state, eventTypes }) => state === 'on' && eventTypes.includes('order.prepare_by'),
    );
    if (wanting.length === 0) return new Map();
    const isOfAll = wanting.some(({ storeIds }) => storeIds === null);
    return this.orders.leads(isOfAll ? null : wanting.flatMap(({ storeIds }) => storeIds ?? []));
  }

  private take(progress: Progress): void {
    const { storeId, tripId, eta, signalLost } = progress;
    const leadS = this.watched.get(storeId)?.leadS;
    if (!eta || signalLost || leadS === undefined) return;
    const arrival = { ...eta, at: Date.parse(progress.at) };
    const decided = decidePrepareBy(arrival, leadS, this.said.get(tripId)?.prepareBy);
    if (!decided) return;
    // Noted at once, so that the progress of the next second does not ask the database again.
    this.said.set(tripId, { prepareBy: decided.prepareBy, at: this.clock.now() });
    const work = this.say(storeId, tripId, decided)
      .catch((error: unknown) => {
        this.said.delete(tripId);
        this.report(error);
      })
      .finally(() => this.working.delete(work));
    this.working.add(work);
  }

  private async say(storeId: string, tripId: string, decided: PrepareBy): Promise<void> {
    const orders = await this.orders.ofTrip(storeId, tripId);
    const unready = orders.filter(({ state }) => state === 'placed' || state === 'preparing');
    if (unready.length === 0) return;
    const added = await inTransaction(this.dataSource, async (manager) => {
      const webhooks: ToDeliver[] = [];
      for (const order of unready) {
        const times = await this.saidBefore.say(manager, storeId, order.orderId, decided.prepareBy);
        if (times !== undefined) webhooks.push(this.webhookOf(storeId, tripId, order, decided, times));
      }
      if (webhooks.length === 0) return [];
      return this.planning.deliver(manager, await this.endpoints.ofStore(manager, storeId), webhooks);
    });
    this.sender.wake(added);
  }

  private webhookOf(
    storeId: string,
    tripId: string,
    { orderId, shortCode, state, ...names }: TripOrder,
    { prepareBy, expectedAt, confidence }: PrepareBy,
    times: number,
  ): ToDeliver {
    const now = this.clock.now();
    return {
      id: eventIdOf('order.prepare_by', storeId, orderId, times),
      storeId,
      seq: null,
      at: now,
      event: {
        type: 'order.prepare_by',
        timestamp: isoOf(now),
        data: {
          ...commonOf({ storeId, orderId, tripId, shortCode, order: { state } }, null, names),
          prepareBy: isoOf(prepareBy),
          expectedAt: isoOf(expectedAt),
          confidence,
        },
      },
    };
  }

  private report(error: unknown): void {
    this.logger.warn({ err: error, msg: 'It could not be said when work must begin. It is tried again.' });
  }
}
