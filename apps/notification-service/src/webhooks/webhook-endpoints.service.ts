/** Endpoints as managers make, change and look after them. */
import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import type { ManagerPrincipal } from '@curbline/access';
import type {
  AuditAction,
  AuditChange,
  IssuedWebhookEndpoint,
  NewWebhookEndpoint,
  WebhookDeliveryView,
  WebhookEndpointChanges,
  WebhookEndpointView,
  WebhookReplay,
  WebhookReplayed,
} from '@curbline/contracts/http';
import type { WebhookEvent } from '@curbline/contracts/webhooks';
import { inTransaction } from '@curbline/database';
import { Clock, isoOf, newWebhookSecret, OutgoingRequests, problem, SecretBox } from '@curbline/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { isReached, refuseStores, refuseUrl } from './endpoint-rules.js';
import { ShopNamesRepository } from './shop-names.repository.js';
import { type WebhookCall, WebhookCallsRepository } from './webhook-calls.repository.js';
import { WebhookDeliveriesRepository } from './webhook-deliveries.repository.js';
import { NO_STORE } from './webhook-delivery.entity.js';
import { sealSecret, type WebhookEndpointEntity } from './webhook-endpoint.entity.js';
import { WebhookEndpointsRepository } from './webhook-endpoints.repository.js';
import { eventIdOf } from './webhook-event-of.js';
import { WebhookNotesRepository } from './webhook-notes.repository.js';
import { deliveryOf } from './webhook-planning.service.js';
import { WebhookSenderService } from './webhook-sender.service.js';
import { deliveryView, endpointView } from './webhook-views.js';

/** For how long the secret of before signs as well, ms. */
const OLD_SECRET_MS = 24 * 3_600_000;

/** A change as it was asked for. */
export interface Asked {
  readonly manager: ManagerPrincipal;
  readonly call: WebhookCall;
}

@Injectable()
export class WebhookEndpointsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly endpoints: WebhookEndpointsRepository,
    private readonly deliveries: WebhookDeliveriesRepository,
    private readonly calls: WebhookCallsRepository,
    private readonly notes: WebhookNotesRepository,
    private readonly orders: ShopNamesRepository,
    private readonly outgoing: OutgoingRequests,
    private readonly box: SecretBox,
    private readonly sender: WebhookSenderService,
    private readonly clock: Clock,
  ) {}

  async list(manager: ManagerPrincipal): Promise<WebhookEndpointView[]> {
    const now = this.clock.now();
    const all = await this.endpoints.list();
    return all
      .filter((endpoint) => isReached(manager, endpoint))
      .map((endpoint) => endpointView(endpoint, now));
  }

  /** @throws ProblemException `webhook-unknown` */
  async read(manager: ManagerPrincipal, id: string): Promise<WebhookEndpointView> {
    return endpointView(reached(manager, await this.endpoints.find(id)), this.clock.now());
  }

  /** @throws ProblemException `invalid-input`, `not-allowed`, `store-unknown`, and those of the Idempotency-Key */
  async create(asked: Asked, wish: NewWebhookEndpoint): Promise<IssuedWebhookEndpoint> {
    if (!this.box.isOpen) throw NO_KEY;
    refuseUrl(this.outgoing.refusalOf(wish.url));
    await this.refuseStores(asked.manager, wish.storeIds);
    return this.once(asked, async (manager, now) => {
      const [id, secret] = [randomUUID(), newWebhookSecret()];
      const endpoint: WebhookEndpointEntity = {
        ...wish,
        id,
        version: 1,
        secret: sealSecret(this.box, { id }, secret),
        oldSecret: null,
        oldSecretUntil: null,
        state: 'on',
        offReason: null,
        failingSince: null,
        pausedUntil: null,
        createdAt: new Date(now),
      };
      await this.endpoints.insert(manager, endpoint);
      await this.note(manager, asked, endpoint, 'webhook_added', changesOf({}, wish), now);
      return { ...endpointView(endpoint, now), secret };
    });
  }

  /** @throws ProblemException `version-outdated`, and as `create` */
  async change(
    asked: Asked,
    id: string,
    from: number,
    changes: WebhookEndpointChanges,
  ): Promise<WebhookEndpointView> {
    if (changes.url !== undefined) refuseUrl(this.outgoing.refusalOf(changes.url));
    if (changes.storeIds !== undefined) await this.refuseStores(asked.manager, changes.storeIds);
    return this.onEndpoint(asked, id, async (manager, endpoint, now) => {
      if (endpoint.version !== from) throw problem('version-outdated');
      const turned = changes.state !== undefined && changes.state !== endpoint.state;
      const changed: WebhookEndpointEntity = {
        ...endpoint,
        ...changes,
        version: endpoint.version + 1,
        ...(turned && { offReason: changes.state === 'off' ? 'manager' : null }),
        // Whoever turns it on, or gives it another address, begins anew.
        ...((turned || changes.url !== undefined) && { failingSince: null, pausedUntil: null }),
      };
      await this.endpoints.update(manager, id, changed);
      if (turned && changes.state === 'off') await this.deliveries.giveUp(manager, id);
      await this.note(manager, asked, changed, 'webhook_changed', changesOf(endpoint, changes), now);
      return endpointView(changed, now);
    });
  }

  /** A new secret; the old one signs as well for a day. */
  rotate(asked: Asked, id: string): Promise<IssuedWebhookEndpoint> {
    return this.onEndpoint(asked, id, async (manager, endpoint, now) => {
      const secret = newWebhookSecret();
      const changed: WebhookEndpointEntity = {
        ...endpoint,
        version: endpoint.version + 1,
        secret: sealSecret(this.box, endpoint, secret),
        oldSecret: endpoint.secret,
        oldSecretUntil: new Date(now + OLD_SECRET_MS),
      };
      await this.endpoints.update(manager, id, changed);
      await this.note(manager, asked, changed, 'webhook_secret_replaced', [], now);
      return { ...endpointView(changed, now), secret };
    });
  }

  remove(asked: Asked, id: string): Promise<WebhookEndpointView> {
    return this.onEndpoint(asked, id, async (manager, endpoint, now) => {
      await this.deliveries.removeOf(manager, id);
      await this.endpoints.remove(manager, id);
      await this.note(manager, asked, endpoint, 'webhook_removed', [], now);
      return endpointView(endpoint, now);
    });
  }

  /** Sends an event that nothing happened for. @throws ProblemException `not-possible-now` when the endpoint is off */
  async test(asked: Asked, id: string): Promise<WebhookDeliveryView> {
    const view = await this.onEndpoint(asked, id, async (manager, endpoint, now) => {
      refuseOff(endpoint);
      const event: WebhookEvent = {
        type: 'webhook.test',
        timestamp: isoOf(now),
        data: { endpointId: id, storeIds: endpoint.storeIds },
      };
      const testId = eventIdOf('test', id, randomUUID());
      const delivery = deliveryOf(endpoint, { id: testId, event, storeId: NO_STORE, seq: null, at: now });
      await this.deliveries.add(manager, [delivery]);
      return deliveryView(delivery);
    });
    this.sender.wake([id]);
    return view;
  }

  /** @throws ProblemException `not-possible-now` when the endpoint is off */
  async replay(asked: Asked, id: string, which: WebhookReplay): Promise<WebhookReplayed> {
    const answer = await this.onEndpoint(asked, id, async (manager, endpoint, now) => {
      refuseOff(endpoint);
      return { replayed: await this.deliveries.replay(manager, id, which, now) };
    });
    this.sender.wake([id]);
    return answer;
  }

  private onEndpoint<T>(
    asked: Asked,
    id: string,
    work: (manager: EntityManager, endpoint: WebhookEndpointEntity, now: number) => Promise<T>,
  ): Promise<T> {
    return this.once(asked, async (manager, now) =>
      work(manager, reached(asked.manager, await this.endpoints.lock(manager, id)), now),
    );
  }

  private once<T>({ call }: Asked, work: (manager: EntityManager, now: number) => Promise<T>): Promise<T> {
    const now = this.clock.now();
    return inTransaction(this.dataSource, (manager) =>
      this.calls.once(manager, call, now, () => work(manager, now)),
    );
  }

  private note(
    manager: EntityManager,
    { manager: by }: Asked,
    endpoint: WebhookEndpointEntity,
    action: AuditAction,
    changes: readonly AuditChange[],
    now: number,
  ): Promise<void> {
    return this.notes.note(manager, endpoint, action, by, changes, now);
  }

  private async refuseStores(manager: ManagerPrincipal, storeIds: string[] | null): Promise<void> {
    refuseStores(manager, storeIds);
    if (storeIds === null) return;
    const known = await this.orders.leads(storeIds);
    if (!storeIds.every((id) => known.has(id))) throw problem('store-unknown');
  }
}

const NO_KEY = problem('not-possible-now', {
  detail: {
    en: 'Endpoints have secrets, which are kept sealed: the operator must set SECRET_KEY first',
    fr: 'Les points de réception ont des secrets, gardés scellés\u00a0: l’exploitant doit d’abord définir SECRET_KEY',
  },
});

const OFF = problem('not-possible-now', {
  detail: {
    en: 'This endpoint is off: turn it on first',
    fr: 'Ce point de réception est désactivé\u00a0: activez-le d’abord',
  },
});

function refuseOff({ state }: WebhookEndpointEntity): void {
  if (state === 'off') throw OFF;
}

/** An endpoint of stores that are not the manager's is as unknown as one that does not exist. */
function reached(manager: ManagerPrincipal, endpoint: WebhookEndpointEntity | null): WebhookEndpointEntity {
  if (!endpoint || !isReached(manager, endpoint)) throw problem('webhook-unknown');
  return endpoint;
}

function changesOf(before: object, after: object): AuditChange[] {
  const old = before as Readonly<Record<string, unknown>>;
  return Object.entries(after)
    .filter(([field, value]) => !isDeepStrictEqual(old[field], value))
    .map(([field, value]) => ({ field, before: old[field] ?? null, after: value }));
}
