/** Whether a message is still worth sending when its time has come. */
import { Injectable } from '@nestjs/common';
import { isUntilTaken, sparesWhoServes } from '@curbline/domain/notify';
import type { DeliveryEntity } from './delivery.entity.js';
import { PushSubscriptionsRepository } from '../push/push-subscriptions.repository.js';
import { ClaimedOrdersRepository } from './claimed-orders.repository.js';
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
    private readonly claimed: ClaimedOrdersRepository,
  ) {}

  /** Undefined when it is to be sent. @param now Unix ms */
  async whyNeedless(delivery: DeliveryEntity, now: number): Promise<'expired' | 'not_needed' | undefined> {
    if (delivery.expiresAt.getTime() <= now) return 'expired';
    if (delivery.sealed === null) return 'not_needed';
    return (await this.isNeedless(delivery, now)) ? 'not_needed' : undefined;
  }

  /**
   * Whether whoever would be told is looking at it already, or serves somebody while others do not.
   * @param to a push subscription's id
   * @param now Unix ms
   */
  async isSparedThere({ unless, kind, storeId }: DeliveryEntity, to: string, now: number): Promise<boolean> {
    if (unless !== 'device_watched') return false;
    if (await this.subscriptions.isWatched(storeId, to, now)) return true;
    return sparesWhoServes(kind) && this.claimed.othersAreFree(storeId, to, now);
  }

  private async isNeedless(delivery: DeliveryEntity, now: number): Promise<boolean> {
    const { unless, kind, storeId, tripId, createdAt } = delivery;
    if (tripId !== null && isUntilTaken(kind)) return this.claimed.isTaken(storeId, tripId);
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
