/** Whether a message is still worth sending when its time has come. */
import { Injectable } from '@nestjs/common';
import type { DeliveryEntity } from './delivery.entity.js';
import { PushSubscriptionsRepository } from '../push/push-subscriptions.repository.js';
import { DeliveriesRepository } from './deliveries.repository.js';
import { PAGE_CONNECTED_FOR_MS, PagePresenceRepository } from './page-presence.repository.js';
import { WaitingStoresRepository } from './waiting-stores.repository.js';

@Injectable()
export class DeliveryNeedsService {
  constructor(
    private readonly pages: PagePresenceRepository,
    private readonly stores: WaitingStoresRepository,
    private readonly deliveries: DeliveriesRepository,
    private readonly subscriptions: PushSubscriptionsRepository,
  ) {}

  /** Undefined when it is to be sent. @param now Unix ms */
  async whyNeedless(delivery: DeliveryEntity, now: number): Promise<'expired' | 'not_needed' | undefined> {
    if (delivery.expiresAt.getTime() <= now) return 'expired';
    if (delivery.sealed === null) return 'not_needed';
    return (await this.isNeedless(delivery, now)) ? 'not_needed' : undefined;
  }

  /** Whether whoever would be told is looking at it already. @param to a push subscription's id. @param now Unix ms */
  async isWatched({ unless, storeId }: DeliveryEntity, to: string, now: number): Promise<boolean> {
    return unless === 'device_watched' && this.subscriptions.isWatched(storeId, to, now);
  }

  private async isNeedless(delivery: DeliveryEntity, now: number): Promise<boolean> {
    const { unless, storeId, tripId, createdAt } = delivery;
    if (unless === null || unless === 'device_watched') return false;
    if (unless === 'sent_otherwise') return this.deliveries.wasSentOtherwise(delivery);
    if (unless === 'board_connected') return this.isSeenTo(storeId, createdAt.getTime());
    const seenAt = tripId === null ? undefined : await this.pages.lastSeen(storeId, tripId);
    const since = unless === 'page_seen' ? createdAt.getTime() : now - PAGE_CONNECTED_FOR_MS;
    return seenAt !== undefined && seenAt >= since;
  }

  /** Nobody waits any more, or a board was connected since. */
  private async isSeenTo(storeId: string, since: number): Promise<boolean> {
    const store = await this.stores.find(storeId);
    return !store || (store.lastConnectedAt !== null && store.lastConnectedAt >= since);
  }
}
