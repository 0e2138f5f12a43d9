/** What an admin does with the connections to shops, each change in one transaction with its note in the audit trail. */
import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type {
  IssuedShopConnection,
  MapShopLocation,
  NewShopConnection,
  ShopConnectionChanges,
  ShopConnectionDetails,
  ShopConnectionView,
  ShopReadResult,
} from '@curbline/contracts/http';
import { Clock, type FieldError, problem, type Text } from '@curbline/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { type AuditedBy, AuditService, changesBetween } from '../audit/audit.service.js';
import { IdempotencyService } from '../idempotency/idempotency.service.js';
import { CHAIN } from '../idempotency/stored-responses.repository.js';
import { StoreEntity } from '../stores/store.entity.js';
import { adapterOf } from './adapters/adapters.js';
import { type Connection, ConnectionsRepository } from './connections.repository.js';
import { InboxRepository } from './inbox.repository.js';
import { InboxService } from './inbox.service.js';
import { ShopAccessService } from './shop-access.service.js';
import { ShopLocationsRepository } from './shop-locations.repository.js';
import { ShopOrdersRepository } from './shop-orders.repository.js';
import { ShopReadingService } from './shop-reading.service.js';
import { WebhookAddresses } from './webhook-addresses.js';

const HELD_SHOWN = 100;
const DELIVERIES_SHOWN = 50;

@Injectable()
export class ConnectionsService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly idempotency: IdempotencyService,
    private readonly audit: AuditService,
    private readonly connections: ConnectionsRepository,
    private readonly locations: ShopLocationsRepository,
    private readonly shopOrders: ShopOrdersRepository,
    private readonly inbox: InboxRepository,
    private readonly access: ShopAccessService,
    private readonly deliveries: InboxService,
    private readonly reading: ShopReadingService,
    private readonly addresses: WebhookAddresses,
  ) {}

  async list(): Promise<ShopConnectionView[]> {
    const all = await this.connections.list(this.db.manager);
    const held = await this.shopOrders.countHeld(this.db.manager);
    return all.map((connection) => this.viewOf(connection, held.get(connection.id) ?? 0));
  }

  /** @throws ProblemException `not-found` */
  async read(id: string): Promise<ShopConnectionDetails> {
    const { manager } = this.db;
    const connection = await this.required(manager, id);
    return {
      connection: await this.view(manager, connection),
      locations: await this.locations.list(manager, id),
      heldOrders: await this.shopOrders.held(manager, id, HELD_SHOWN),
      deliveries: await this.inbox.latest(manager, id, DELIVERIES_SHOWN),
    };
  }

  /** @throws ProblemException `invalid-input` naming what is missing for this kind of shop. */
  async create(by: AuditedBy, wish: NewShopConnection): Promise<IssuedShopConnection> {
    this.checkKeys(wish);
    const now = this.clock.now();
    const { makesSigningKey } = adapterOf(wish.kind);
    // As Standard Webhooks writes its keys; for WooCommerce it is a text like any other.
    const made = wish.signingKey === null && makesSigningKey;
    const signingKey = wish.signingKey ?? `whsec_${randomBytes(24).toString('base64')}`;
    return this.idempotency.inTransaction(now, CHAIN, async (manager) => {
      const connection = await this.connections.insert(manager, wish, signingKey, now);
      const { name, kind, address, writeBack } = connection;
      const changes = changesBetween({}, { kind, address, writeBack });
      await this.audit.note(
        manager,
        { storeId: null, by, action: 'shop_connected', subject: name, changes },
        now,
      );
      return { ...this.viewOf(connection, 0), signingKey: made ? signingKey : null };
    });
  }

  /** @throws ProblemException `not-found`, `version-outdated`, `invalid-input` */
  async change(
    by: AuditedBy,
    id: string,
    version: number,
    changes: ShopConnectionChanges,
  ): Promise<ShopConnectionView> {
    const now = this.clock.now();
    return this.idempotency.inTransaction(now, CHAIN, async (manager) => {
      const before = await this.required(manager, id);
      this.checkAddress(changes.address);
      if (!(await this.connections.update(manager, { id, version }, changes, now)))
        throw problem('version-outdated');
      const after = await this.required(manager, id);
      const noted = changesBetween(shown(before), shown(after));
      await this.audit.note(
        manager,
        { storeId: null, by, action: 'shop_connection_changed', subject: after.name, changes: noted },
        now,
      );
      return this.view(manager, after);
    });
  }

  /** Maps a place of the shop, and applies the orders that waited for it. @throws ProblemException `not-found`, `store-unknown` */
  async map(
    by: AuditedBy,
    id: string,
    version: number,
    { key, storeId }: MapShopLocation,
  ): Promise<ShopConnectionDetails> {
    const now = this.clock.now();
    await this.idempotency.inTransaction(now, CHAIN, async (manager) => {
      const found = await this.required(manager, id);
      if (!(await this.connections.update(manager, { id, version }, {}, now)))
        throw problem('version-outdated');
      if (storeId !== null && !(await manager.existsBy(StoreEntity, { id: storeId })))
        throw problem('store-unknown');
      const place = await this.locations.map(manager, id, key, storeId);
      if (place === undefined) throw problem('not-found');
      const changes = changesBetween({}, { place, storeId });
      const note = { storeId, by, action: 'shop_place_mapped', subject: found.name, changes } as const;
      await this.audit.note(manager, note, now);
      return { key };
    });
    await this.deliveries.apply();
    return this.read(id);
  }

  /** Asks the shop for what changed lately, and changes nothing. @throws ProblemException `not-found`, `invalid-input` */
  async test(id: string): Promise<ShopReadResult> {
    return this.reading.test(await this.readable(id));
  }

  /** Reads the shop now. @throws ProblemException `not-found`, `invalid-input` */
  async readNow(id: string): Promise<ShopReadResult> {
    return this.reading.read(await this.readable(id));
  }

  private async readable(id: string): Promise<Connection> {
    const connection = await this.required(this.db.manager, id);
    if (!this.access.canRead(connection)) throw problem('invalid-input', { errors: [CANNOT_READ] });
    return connection;
  }

  private checkKeys({ kind, address, signingKey, credentials }: NewShopConnection): void {
    if (!this.connections.canSeal) throw problem('invalid-input', { detail: NO_KEY });
    const { makesSigningKey, calls, defaultAddress } = adapterOf(kind);
    if (!makesSigningKey && signingKey === null)
      throw problem('invalid-input', { errors: [{ field: 'signingKey', message: SHOP_MAKES_KEY }] });
    const needsAddress = credentials !== null && calls !== undefined && defaultAddress === undefined;
    if (needsAddress && address === null)
      throw problem('invalid-input', { errors: [{ field: 'address', message: ADDRESS_NEEDED }] });
    this.checkAddress(address);
  }

  private checkAddress(address: string | null | undefined): void {
    if (address && !this.access.accepts(address))
      throw problem('invalid-input', { errors: [{ field: 'address', message: NOT_PUBLIC }] });
  }

  private async required(manager: EntityManager, id: string): Promise<Connection> {
    const connection = await this.connections.find(manager, id);
    if (!connection) throw problem('not-found');
    return connection;
  }

  private async view(manager: EntityManager, connection: Connection): Promise<ShopConnectionView> {
    const held = await this.shopOrders.countHeld(manager);
    return this.viewOf(connection, held.get(connection.id) ?? 0);
  }

  private viewOf(connection: Connection, held: number): ShopConnectionView {
    const { id, version, kind, name, address, writeBack, enabled, trouble } = connection;
    const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());
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
      readAt: iso(connection.readAt),
      trouble,
      held,
    };
  }
}

/** What the audit trail shows of a connection: that its keys changed, and never the keys. */
const shown = ({ name, address, writeBack, enabled }: Connection): object => ({
  name,
  address,
  writeBack,
  enabled,
});

const NO_KEY: Text = {
  en: 'This installation has no SECRET_KEY to keep a shop’s keys with.',
  fr: 'Cette installation n’a pas de SECRET_KEY pour garder les clés d’une boutique.',
};
const SHOP_MAKES_KEY: Text = {
  en: 'this shop makes the key that it signs with: copy it from there',
  fr: 'cette boutique crée elle-même sa clé de signature\u00a0: copiez-la depuis celle-ci',
};
const ADDRESS_NEEDED: Text = {
  en: 'the shop’s address is needed to read its orders, such as https://shop.example',
  fr: 'l’adresse de la boutique est nécessaire pour lire ses commandes, par exemple https://boutique.example',
};
const NOT_PUBLIC: Text = {
  en: 'give a public https address; for a shop on a network of your own, name its machine in OUTGOING_PRIVATE_HOSTS',
  fr: 'donnez une adresse https publique\u00a0; pour une boutique sur votre propre réseau, nommez sa machine dans OUTGOING_PRIVATE_HOSTS',
};
const CANNOT_READ: FieldError = {
  field: 'credentials',
  message: {
    en: 'the shop cannot be read: give the connection the keys of its API',
    fr: 'la boutique ne peut pas être lue\u00a0: donnez à la connexion les clés de son API',
  },
};
