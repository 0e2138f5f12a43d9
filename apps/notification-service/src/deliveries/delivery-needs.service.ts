/** Whether a message is still worth sending when its time has come. */
import { Injectable } from '@nestjs/common';
import type { DeliveryEntity } from './delivery.entity.js';
import { PAGE_CONNECTED_FOR_MS, PagePresenceRepository } from './page-presence.repository.js';
import { WaitingStoresRepository } from './waiting-stores.repository.js';

@Injectable()
export class DeliveryNeedsService {
  constructor(
    private readonly pages: PagePresenceRepository,
    private readonly stores: WaitingStoresRepository,
  ) {}

  /** Undefined when it is to be sent. @param now Unix ms */
  async whyNeedless(delivery: DeliveryEntity, now: number): Promise<'expired' | 'not_needed' | undefined> {
    if (delivery.expiresAt.getTime() <= now) return 'expired';
    if (delivery.sealed === null) return 'not_needed';
    return (await this.isNeedless(delivery, now)) ? 'not_needed' : undefined;
  }

  private async isNeedless(
    { unless, storeId, tripId, createdAt }: DeliveryEntity,
    now: number,
  ): Promise<boolean> {
    if (unless === null) return false;
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
