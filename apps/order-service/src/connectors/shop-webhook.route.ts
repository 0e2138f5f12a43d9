/** `POST /v1/connect/{connectionId}`: what a shop's system sends, signed with the key of its connection. */
import { Injectable, type OnModuleInit } from '@nestjs/common';
import {
  Clock,
  FastifyRoutes,
  headerOf,
  type HttpRequest,
  isDeeperThan,
  MAX_JSON_DEPTH,
  paramOf,
  problem,
  type SignedRoute,
} from '@curbline/platform';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { adapterOf } from './adapters/adapters.js';
import { type Connection, ConnectionsRepository } from './connections.repository.js';
import { InboxService } from './inbox.service.js';
import { WebhookAddresses } from './webhook-addresses.js';

/** A large order of a shop with many plug-ins has some 100 kB. */
const BODY_LIMIT_BYTES = 1024 * 1024;
const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

const Answer = z.object({ received: z.boolean() }).meta({ id: 'ShopWebhookReceived' });
type Answer = z.infer<typeof Answer>;

@Injectable()
export class ShopWebhookRoute implements SignedRoute<Answer>, OnModuleInit {
  readonly name = 'ShopWebhookRoute.receive';
  readonly path = '/v1/connect/:connectionId';
  readonly bodyLimitBytes = BODY_LIMIT_BYTES;
  readonly body = z.looseObject({}).meta({ id: 'ShopWebhook' });
  readonly answer = Answer;
  readonly documentation = {
    operationId: 'receiveShopWebhook',
    tag: 'Shops',
    summary: 'Takes what a shop’s system sends',
    description:
      'WooCommerce, Shopify, Square, or any system that signs by Standard Webhooks; see docs/shops.md. Answered with 200 ' +
      'once it is stored, and applied right after. The same body again is taken and changes nothing.',
  };

  constructor(
    private readonly routes: FastifyRoutes,
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly connections: ConnectionsRepository,
    private readonly addresses: WebhookAddresses,
    private readonly inbox: InboxService,
  ) {}

  onModuleInit(): void {
    this.routes.addSigned(this);
  }

  async handle(request: HttpRequest, body: Buffer): Promise<Answer> {
    const connection = await this.connectionOf(request);
    const adapter = adapterOf(connection.kind);
    const delivery = { headers: request.headers, body, url: this.addresses.of(connection.id) };
    if (adapter.isPing?.(delivery)) return { received: false };
    const now = this.clock.now();
    if (!goodKeys(connection, now).some((key) => adapter.verify(delivery, key))) {
      await this.connections.noteRefused(this.dataSource.manager, connection, now);
      throw problem('signature-wrong');
    }
    // The shop keeps what it could not deliver, or it is read once the connection goes on.
    if (!connection.enabled) throw problem('not-found');
    const text = jsonIn(request, body);
    const isNew = await this.inbox.receive({
      connectionId: connection.id,
      source: 'webhook',
      topic: adapter.topicOf(request.headers),
      receivedAt: now,
      body: text,
    });
    await this.connections.noteReceived(this.dataSource.manager, connection.id, now);
    return { received: isNew };
  }

  /** To a stranger no connection looks like one that they have not the key of. */
  private async connectionOf(request: HttpRequest): Promise<Connection> {
    const id = paramOf(request, 'connectionId')?.toLowerCase() ?? '';
    const found = UUID.test(id) ? await this.connections.find(this.dataSource.manager, id) : undefined;
    if (!found) throw problem('signature-wrong');
    return found;
  }
}

/** What the shop may sign with: the key, and for a day after it was replaced the one of before. */
function goodKeys({ signingKey, oldSigningKey, oldSigningKeyUntil }: Connection, now: number): string[] {
  const keys = (oldSigningKeyUntil ?? 0) > now ? [signingKey, oldSigningKey] : [signingKey];
  return keys.filter((key) => key !== null);
}

/** The body as text that is JSON in UTF-8. @throws ProblemException `unsupported-media`, `malformed-body` */
function jsonIn(request: HttpRequest, body: Buffer): string {
  const charset = /charset\s*=\s*"?([\w-]+)/i.exec(headerOf(request, 'content-type') ?? '')?.[1];
  if (charset !== undefined && charset.toLowerCase() !== 'utf-8' && charset.toLowerCase() !== 'utf8')
    throw problem('unsupported-media');
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(body);
    if (!isDeeperThan(text, MAX_JSON_DEPTH)) {
      JSON.parse(text);
      return text;
    }
  } catch {
    // Answered below.
  }
  throw problem('malformed-body');
}
