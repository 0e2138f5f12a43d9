/** Connections as an admin sees them: everything but the keys. */
import { Injectable } from '@nestjs/common';
import type { ShopConnectionView } from '@curbline/contracts/http';
import { Clock } from '@curbline/platform';
import type { Connection } from './connections.repository.js';
import { ShopAccessService } from './shop-access.service.js';
import { WebhookAddresses } from './webhook-addresses.js';

/** Longer than one page of a shop takes; a reading that brought nothing for so long has ended with its program. */
const READING_MS = 60_000;

@Injectable()
export class ConnectionViews {
  constructor(
    private readonly clock: Clock,
    private readonly access: ShopAccessService,
    private readonly addresses: WebhookAddresses,
  ) {}

  /** @param held how many of its orders wait for a person */
  of(connection: Connection, held: number): ShopConnectionView {
    const { id, version, kind, name, address, writeBack, enabled, trouble, readOrders } = connection;
    const now = this.clock.now();
    const { oldSigningKeyUntil, readingAt } = connection;
    return {
      id,
      version,
      kind,
      name,
      address,
      webhookUrl: this.addresses.of(id),
      canRead: this.access.canRead(connection),
      writeBack,
      enabled,
      createdAt: new Date(connection.createdAt).toISOString(),
      receivedAt: iso(connection.receivedAt),
      refusedAt: iso(connection.refusedAt),
      oldSigningKeyUntil: (oldSigningKeyUntil ?? 0) > now ? iso(oldSigningKeyUntil) : null,
      readAt: iso(connection.readAt),
      readOrders,
      reading: readingAt !== null && now - readingAt < READING_MS,
      trouble,
      troubleSince: iso(connection.troubleSince),
      held,
    };
  }
}

const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());
