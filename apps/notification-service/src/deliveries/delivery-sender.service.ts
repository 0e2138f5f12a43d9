/**
 * Sends what is due. Each channel has tries of its own under way, so one that hangs keeps no other waiting. A delivery
 * is taken by one process, under a lease; it is never sent twice by these tries (see `settleLost`).
 */
import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { afterTry, CHANNELS, type Channel, type SendResult } from '@curbline/domain/notify';
import { Clock, ContactHash, Metrics, RepeatedWork, SecretBox } from '@curbline/platform';
import { UnsubscribeLinks } from '../suppressions/unsubscribe-links.js';
import { ChannelsService } from '../channels/channels.service.js';
import { SuppressionsRepository } from '../suppressions/suppressions.repository.js';
import { DeliveryAddressesService } from './delivery-addresses.service.js';
import { DeliveryNeedsService } from './delivery-needs.service.js';
import { DeliveriesRepository } from './deliveries.repository.js';
import { type DeliveryEntity, type Message, openMessage } from './delivery.entity.js';

/** Tries of one channel that may be under way at once. */
const AT_ONCE = 16;
/** New deliveries are sent at once; this finds those that waited for their time. */
const LOOK_EVERY_MS = 1_000;
/** How often what ended processes were sending is settled, ms. */
const SETTLE_LOST_EVERY_MS = 30_000;

@Injectable()
export class DeliverySenderService implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('messages');
  private readonly underWay = new Map<Channel, Set<Promise<void>>>(
    CHANNELS.map((channel) => [channel, new Set()]),
  );
  private readonly looking: readonly RepeatedWork[] = CHANNELS.map(
    (channel) =>
      new RepeatedWork(
        () => this.fill(channel),
        (error) => this.report(error),
      ),
  );
  private readonly settlingLost = new RepeatedWork(
    () => this.deliveries.settleLost(this.clock.now()),
    (error) => this.report(error),
  );
  /** Channels for which new deliveries came while they were being filled. */
  private readonly woken = new Set<Channel>();
  private ending = false;
  private readonly firstAttempts;

  constructor(
    private readonly deliveries: DeliveriesRepository,
    private readonly channels: ChannelsService,
    private readonly needs: DeliveryNeedsService,
    private readonly addresses: DeliveryAddressesService,
    private readonly suppressions: SuppressionsRepository,
    private readonly box: SecretBox,
    private readonly hash: ContactHash,
    private readonly unsubscribing: UnsubscribeLinks,
    private readonly clock: Clock,
    metrics: Metrics,
  ) {
    this.firstAttempts = metrics.histogram(
      'curbline_message_first_try_seconds',
      'Time from when a message was due to its first try',
      [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 60],
      ['channel'],
    );
  }

  onApplicationBootstrap(): void {
    for (const look of this.looking) look.begin(LOOK_EVERY_MS);
    this.settlingLost.begin(SETTLE_LOST_EVERY_MS);
    void this.settlingLost.now();
  }

  /** Waits for the tries under way. */
  async onModuleDestroy(): Promise<void> {
    this.ending = true;
    await Promise.all([...this.looking, this.settlingLost].map((look) => look.end()));
    await Promise.all([...this.underWay.values()].flatMap((tries) => [...tries]));
    await this.channels.close();
  }

  /** Sends what is due now without waiting for the next look. */
  wake(): void {
    if (this.ending) return;
    CHANNELS.forEach((channel, index) => {
      this.woken.add(channel);
      void this.looking[index]?.now();
    });
  }

  /** Takes due deliveries while there are any and room for them. */
  private async fill(channel: Channel): Promise<void> {
    const tries = this.underWay.get(channel)!;
    do {
      this.woken.delete(channel);
      while (!this.ending && (await this.takeSome(channel, tries))) await Promise.race(tries);
    } while (this.woken.has(channel) && !this.ending);
  }

  /** Begins to send as many as there is room for. @returns whether there may be more */
  private async takeSome(channel: Channel, tries: Set<Promise<void>>): Promise<boolean> {
    const room = AT_ONCE - tries.size;
    const taken = room > 0 ? await this.deliveries.take(channel, room, this.clock.now()) : [];
    for (const delivery of taken) {
      const turn = this.send(delivery)
        .catch((error: unknown) => this.report(error))
        .finally(() => tries.delete(turn));
      tries.add(turn);
    }
    return taken.length === room && tries.size > 0;
  }

  private async send(delivery: DeliveryEntity): Promise<void> {
    const now = this.clock.now();
    const needless = await this.needs.whyNeedless(delivery, now);
    const kept = openMessage(this.box, delivery);
    if (!needless && !kept) return this.passOn(delivery, 'failed', 'sealed_otherwise', now);
    const message = needless || !kept ? undefined : await this.addressed(delivery, kept);
    if (!message || (await this.needs.isSparedThere(delivery, message.to, now))) {
      const state = needless ?? 'not_needed';
      await this.deliveries.settle(delivery, { state, reason: null, provider: null }, now);
      return;
    }
    const suppressed = await this.suppressions.why(this.hash.of(message.to), delivery.channel, now);
    if (suppressed === 'asked') return this.passOn(delivery, 'suppressed', null, now);
    if (suppressed) return this.passOn(delivery, 'failed', 'bounced_before', now);
    if (delivery.attempts === 1)
      this.firstAttempts.observe({ channel: delivery.channel }, (now - delivery.dueAt.getTime()) / 1000);
    const channel = this.channels.of(delivery.channel);
    const result = await channel.send({
      ...message,
      id: delivery.id,
      storeId: delivery.storeId,
      tripId: delivery.tripId,
      language: delivery.language,
      expiresAt: delivery.expiresAt.getTime(),
      unsubscribe: this.unsubscribeOf(delivery, message.to),
    });
    await this.settle(delivery, result, channel.provider);
  }

  /** Ends a delivery without a try; the message's next way has its own at once. */
  private async passOn(
    delivery: DeliveryEntity,
    state: 'failed' | 'suppressed',
    reason: string | null,
    now: number,
  ): Promise<void> {
    await this.deliveries.settle(delivery, { state, reason, provider: null }, now);
    await this.deliveries.hasten(delivery, now);
  }

  /** The message with where it goes now; undefined when the customer is no longer reached that way. */
  private async addressed(delivery: DeliveryEntity, message: Message): Promise<Message | undefined> {
    const to = await this.addresses.of(delivery, message.to);
    return to === undefined ? undefined : { ...message, to };
  }

  /** Alerts to the store's own people are turned off in its settings. */
  private unsubscribeOf({ channel, orderId, language }: DeliveryEntity, address: string): string | null {
    return channel === 'email' && orderId !== null ? this.unsubscribing.of(address, language) : null;
  }

  private async settle(delivery: DeliveryEntity, result: SendResult, provider: string): Promise<void> {
    const now = this.clock.now();
    const next = afterTry(result, delivery.attempts, delivery.expiresAt.getTime(), now, Math.random());
    await this.deliveries.settle(
      delivery,
      {
        ...next,
        reason: 'reason' in result ? result.reason : null,
        provider,
        providerId: result.kind === 'sent' ? result.providerId : undefined,
      },
      now,
    );
    if (next.state === 'failed' || next.state === 'expired') {
      await this.deliveries.hasten(delivery, now);
      this.logger.warn({
        msg: 'A message could not be sent.',
        channel: delivery.channel,
        kind: delivery.kind,
        reason: 'reason' in result ? result.reason : undefined,
      });
    }
  }

  private report(error: unknown): void {
    this.logger.warn({ err: error, msg: 'Messages could not be read or written. It is tried again.' });
  }
}
