/** Turns events into deliveries, one for each endpoint that wants them; the same event again adds nothing. */
import { Injectable } from '@nestjs/common';
import type { StoreEvent } from '@curbline/contracts/events';
import type { WebhookEvent, WebhookEventType } from '@curbline/contracts/webhooks';
import { DataSource, type EntityManager } from 'typeorm';
import { ShopNamesRepository } from './shop-names.repository.js';
import { WebhookDeliveriesRepository } from './webhook-deliveries.repository.js';
import type { WebhookDeliveryEntity } from './webhook-delivery.entity.js';
import type { WebhookEndpointEntity } from './webhook-endpoint.entity.js';
import { WebhookEndpointsRepository } from './webhook-endpoints.repository.js';
import { eventIdOfLog, mayBeWebhook, webhookEventOf } from './webhook-event-of.js';
import { WebhookSenderService } from './webhook-sender.service.js';

/** A webhook, before it is known who wants it. */
export interface ToDeliver {
  readonly id: string;
  readonly event: WebhookEvent;
  readonly storeId: string;
  readonly seq: number | null;
  /** When it became known, Unix ms. */
  readonly at: number;
}

@Injectable()
export class WebhookPlanningService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly endpoints: WebhookEndpointsRepository,
    private readonly deliveries: WebhookDeliveriesRepository,
    private readonly names: ShopNamesRepository,
    private readonly sender: WebhookSenderService,
  ) {}

  /** Writes the deliveries that events of one store's log cause. */
  async plan(storeId: string, events: readonly StoreEvent[]): Promise<void> {
    const relevant = events.filter(({ type, payload }) => payload.card && mayBeWebhook(type));
    if (relevant.length === 0) return;
    const { manager } = this.dataSource;
    const endpoints = await this.endpoints.ofStore(manager, storeId);
    if (endpoints.length === 0) return;
    const orderIds = [...new Set(relevant.map(({ entityId, payload }) => payload.card?.orderId ?? entityId))];
    const namesOf = await this.names.ofOrders(manager, storeId, orderIds);
    const added = await this.deliver(
      manager,
      endpoints,
      relevant.flatMap((logged): ToDeliver[] => {
        const event = webhookEventOf(logged, namesOf(logged.payload.card?.orderId ?? ''));
        if (!event) return [];
        const id = eventIdOfLog(logged, event.type as WebhookEventType);
        return [{ id, event, storeId, seq: logged.seq, at: Date.parse(logged.recordedAt) }];
      }),
    );
    this.sender.wake(added);
  }

  /** Writes the deliveries of webhooks for those of these endpoints that want them. @returns the endpoints to wake */
  deliver(
    manager: EntityManager,
    endpoints: readonly WebhookEndpointEntity[],
    webhooks: readonly ToDeliver[],
  ): Promise<string[]> {
    const deliveries = webhooks.flatMap((webhook) =>
      endpoints
        .filter((endpoint) => wants(endpoint, webhook))
        .map((endpoint) => deliveryOf(endpoint, webhook)),
    );
    return this.deliveries.add(manager, deliveries);
  }
}

/** What happened before an endpoint was made is not sent to it. */
function wants({ eventTypes, createdAt }: WebhookEndpointEntity, { event, at }: ToDeliver): boolean {
  return (eventTypes as readonly string[]).includes(event.type) && at >= createdAt.getTime();
}

export function deliveryOf(
  { id: endpointId, state }: Pick<WebhookEndpointEntity, 'id' | 'state'>,
  { id, event, storeId, seq, at }: ToDeliver,
): WebhookDeliveryEntity {
  return {
    storeId,
    endpointId,
    eventId: id,
    type: event.type,
    seq: seq === null ? null : String(seq),
    body: JSON.stringify(event),
    state: state === 'on' ? 'waiting' : 'skipped',
    attempts: 0,
    occurredAt: new Date(at),
    dueAt: new Date(at),
    leasedUntil: null,
    firstAttemptAt: null,
    status: null,
    error: null,
    tookMs: null,
  };
}
