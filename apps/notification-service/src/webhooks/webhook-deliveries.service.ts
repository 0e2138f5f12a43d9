import { Injectable } from '@nestjs/common';
import type { ManagerPrincipal } from '@curbline/access';
import type { WebhookDeliveriesPage, WebhookDeliveriesQuery } from '@curbline/contracts/http';
import { type DeliveredBefore, WebhookDeliveriesRepository } from './webhook-deliveries.repository.js';
import { deliveryView } from './webhook-views.js';
import { WebhookEndpointsService } from './webhook-endpoints.service.js';

/** What was sent to an endpoint, as its managers see it. */
@Injectable()
export class WebhookDeliveriesService {
  constructor(
    private readonly endpoints: WebhookEndpointsService,
    private readonly deliveries: WebhookDeliveriesRepository,
  ) {}

  /** @throws ProblemException `webhook-unknown` */
  async page(
    manager: ManagerPrincipal,
    endpointId: string,
    { state, before, limit }: WebhookDeliveriesQuery,
  ): Promise<WebhookDeliveriesPage> {
    await this.endpoints.read(manager, endpointId);
    const found = await this.deliveries.list(
      endpointId,
      state,
      before === undefined ? undefined : readBefore(before),
      limit + 1,
    );
    const last = found.at(limit - 1);
    return {
      deliveries: found.slice(0, limit).map(deliveryView),
      next: found.length > limit && last ? `${last.occurredAt.getTime()}.${last.eventId}` : null,
    };
  }
}

/** The text has the form that its schema asks for. */
function readBefore(text: string): DeliveredBefore {
  const [at, eventId = ''] = text.split('.', 2);
  return { occurredAt: new Date(Number(at)), eventId };
}
