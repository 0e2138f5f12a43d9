/**
 * Sends webhooks. Each endpoint has a lane of its own: attempts of its own that may be under way, so that one that does
 * not answer holds up no other. A lane reads its endpoint, takes what is due and goes on until nothing is. An endpoint
 * that fails is tried with one attempt at a time, and one that asks for a pause is left alone.
 */
import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { afterAttempt } from '@curbline/domain/webhooks';
import { Clock, Metrics, OutgoingRequests, RepeatedWork, SecretBox } from '@curbline/platform';
import { attempt } from './webhook-attempt.js';
import { WebhookDeliveriesRepository } from './webhook-deliveries.repository.js';
import type { WebhookDeliveryEntity } from './webhook-delivery.entity.js';
import { openSecrets, type WebhookEndpointEntity } from './webhook-endpoint.entity.js';
import { WebhookEndpointsRepository } from './webhook-endpoints.repository.js';
import { WebhookOffService } from './webhook-off.service.js';

/** Attempts at one endpoint that may be under way at once, by this process. */
const AT_ONCE = 4;
/** New deliveries are sent at once; this finds those that waited for their time. */
const LOOK_EVERY_MS = 1_000;
/** How often what ended processes were sending is put back, ms. */
const PUT_BACK_EVERY_MS = 15_000;

interface Lane {
  readonly attempts: Set<Promise<void>>;
  readonly work: RepeatedWork;
  /** Something came while the lane was at work. */
  woken: boolean;
}

@Injectable()
export class WebhookSenderService implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('webhooks');
  private readonly lanes = new Map<string, Lane>();
  private readonly looking = new RepeatedWork(
    async () => this.wake(await this.deliveries.endpointsWithDue(this.clock.now())),
    (error) => this.report(error),
  );
  private readonly puttingBack = new RepeatedWork(
    () => this.deliveries.putBackLost(this.clock.now()),
    (error) => this.report(error),
  );
  private readonly firstAttempts;
  private ending = false;

  constructor(
    private readonly deliveries: WebhookDeliveriesRepository,
    private readonly endpoints: WebhookEndpointsRepository,
    private readonly off: WebhookOffService,
    private readonly outgoing: OutgoingRequests,
    private readonly box: SecretBox,
    private readonly clock: Clock,
    metrics: Metrics,
  ) {
    this.firstAttempts = metrics.histogram(
      'curbline_webhook_first_attempt_seconds',
      'Time from when an event was recorded to the first attempt of its webhook',
      [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 60],
    );
  }

  onApplicationBootstrap(): void {
    this.looking.begin(LOOK_EVERY_MS);
    this.puttingBack.begin(PUT_BACK_EVERY_MS);
  }

  /** Waits for the attempts under way. */
  async onModuleDestroy(): Promise<void> {
    this.ending = true;
    await Promise.all([this.looking.end(), this.puttingBack.end()]);
    const lanes = [...this.lanes.values()];
    await Promise.all(lanes.map(({ work }) => work.end()));
    await Promise.all(lanes.flatMap(({ attempts }) => [...attempts]));
  }

  /** Sends what is due to these endpoints without waiting for the next look. */
  wake(endpointIds: readonly string[]): void {
    if (this.ending) return;
    for (const id of endpointIds) {
      const lane = this.laneOf(id);
      lane.woken = true;
      void lane.work.now().then(() => this.afterRun(id, lane));
    }
  }

  private laneOf(id: string): Lane {
    const known = this.lanes.get(id);
    if (known) return known;
    const lane: Lane = {
      attempts: new Set(),
      work: new RepeatedWork(
        () => this.run(id, lane),
        (error) => this.report(error),
      ),
      woken: false,
    };
    this.lanes.set(id, lane);
    return lane;
  }

  private afterRun(id: string, { attempts, woken }: Lane): void {
    // It was woken between its last look and its end.
    if (woken) this.wake([id]);
    else if (attempts.size === 0) this.lanes.delete(id);
  }

  /** Takes due deliveries while there are any and room for them. */
  private async run(id: string, lane: Lane): Promise<void> {
    do {
      lane.woken = false;
      while (!this.ending && (await this.takeSome(id, lane))) await Promise.race(lane.attempts);
    } while (lane.woken && !this.ending);
  }

  /** Begins as many attempts as there is room for. @returns whether there may be more to send */
  private async takeSome(id: string, { attempts }: Lane): Promise<boolean> {
    const now = this.clock.now();
    const endpoint = await this.endpoints.find(id);
    if (endpoint?.state !== 'on' || (endpoint.pausedUntil?.getTime() ?? 0) > now) return false;
    const room = (endpoint.failingSince === null ? AT_ONCE : 1) - attempts.size;
    if (room <= 0) return attempts.size > 0;
    const taken = await this.deliveries.take(id, room, now);
    for (const delivery of taken) {
      const sending = this.send(endpoint, delivery)
        .catch((error: unknown) => this.report(error))
        .finally(() => attempts.delete(sending));
      attempts.add(sending);
    }
    return taken.length === room;
  }

  private async send(endpoint: WebhookEndpointEntity, delivery: WebhookDeliveryEntity): Promise<void> {
    const begunAt = this.clock.now();
    if (delivery.attempts === 1)
      this.firstAttempts.observe({}, Math.max(0, begunAt - delivery.dueAt.getTime()) / 1_000);
    const secrets = openSecrets(this.box, endpoint, begunAt);
    const result = await attempt(this.outgoing, endpoint.url, secrets, delivery, begunAt);
    const now = this.clock.now();
    const since = endpoint.failingSince?.getTime() ?? null;
    const outcome = afterAttempt(result, delivery.attempts, since, now, Math.random());
    await this.deliveries.settle(delivery, {
      ...outcome.delivery,
      status: result.kind === 'answered' ? result.status : null,
      error: result.kind === 'failed' ? result.reason : null,
      tookMs: now - begunAt,
    });
    const { failingSince, pausedUntil, off } = outcome.endpoint;
    const isAsBefore = since === null && failingSince === null;
    if (!isAsBefore) await this.endpoints.noteAttempt(endpoint.id, failingSince, pausedUntil);
    if (off !== undefined) await this.off.turnOff(endpoint.id, off);
  }

  private report(error: unknown): void {
    this.logger.warn({ err: error, msg: 'Webhooks could not be read or written. It is tried again.' });
  }
}
