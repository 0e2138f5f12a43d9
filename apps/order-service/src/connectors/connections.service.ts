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
import { Clock, problem } from '@curbline/platform';
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
import { ADDRESS_NEEDED, CANNOT_READ, NO_KEY, NOT_PUBLIC, SHOP_MAKES_KEY } from './connection-texts.js';
import { ConnectionViews } from './connection-views.js';
import { ShopReadingService } from './shop-reading.service.js';

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
    private readonly views: ConnectionViews,
  ) {}

  async list(): Promise<ShopConnectionView[]> {
    const all = await this.connections.list(this.db.manager);
    const held = await this.shopOrders.countHeld(this.db.manager);
    return all.map((connection) => this.views.of(connection, held.get(connection.id) ?? 0));
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
    const made = wish.signingKey === null && makesSigningKey;
    // A shop that makes the key itself has none before it has the address: until it is given, nothing is taken.
    const signingKey = wish.signingKey ?? newSigningKey();
    return this.idempotency.inTransaction(now, CHAIN, async (manager) => {
      const connection = await this.connections.insert(manager, wish, signingKey, now);
      const { name, kind, address, writeBack } = connection;
      const changes = changesBetween({}, { kind, address, writeBack });
      await this.audit.note(
        manager,
        { storeId: null, by, action: 'shop_connected', subject: name, changes },
        now,
      );
      return { ...this.views.of(connection, 0), signingKey: made ? signingKey : null };
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

  /** Makes a new signing key; the one of before is good for a day more. @throws ProblemException `not-found`, `invalid-input` */
  async rotate(by: AuditedBy, id: string): Promise<IssuedShopConnection> {
    const now = this.clock.now();
    return this.idempotency.inTransaction(now, CHAIN, async (manager) => {
      const { kind, name, version } = await this.required(manager, id);
      if (!adapterOf(kind).makesSigningKey)
        throw problem('invalid-input', { errors: [{ field: 'signingKey', message: SHOP_MAKES_KEY }] });
      const signingKey = newSigningKey();
      if (!(await this.connections.update(manager, { id, version }, { signingKey }, now)))
        throw problem('version-outdated');
      const action = 'shop_signing_key_replaced';
      await this.audit.note(manager, { storeId: null, by, action, subject: name, changes: [] }, now);
      return { ...(await this.view(manager, await this.required(manager, id))), signingKey };
    });
  }

  /**
   * Forgets the connection, its keys and what waits of it. Its orders stay at their stores and are handed over as ever; what
   * the shop does with them from now on is not heard. @throws ProblemException `not-found`
   */
  async remove(by: AuditedBy, id: string): Promise<ShopConnectionView> {
    const now = this.clock.now();
    return this.idempotency.inTransaction(now, CHAIN, async (manager) => {
      const connection = await this.required(manager, id);
      const view = await this.view(manager, connection);
      await this.connections.remove(manager, id);
      const changes = changesBetween(shown(connection), {});
      const note = {
        storeId: null,
        by,
        action: 'shop_connection_removed',
        subject: view.name,
        changes,
      } as const;
      await this.audit.note(manager, note, now);
      return view;
    });
  }

  /** Applies again what failed, and what waits for a place that is mapped by now. @throws ProblemException `not-found` */
  async applyAgain(id: string): Promise<ShopConnectionDetails> {
    const now = this.clock.now();
    await this.idempotency.inTransaction(now, CHAIN, async (manager) => {
      await this.required(manager, id);
      await this.inbox.retry(manager, id, now);
      return { id };
    });
    await this.deliveries.apply();
    return this.read(id);
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

  private checkKeys({ kind, address, credentials }: NewShopConnection): void {
    if (!this.connections.canSeal) throw problem('invalid-input', { detail: NO_KEY });
    const { calls, defaultAddress } = adapterOf(kind);
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
    return this.views.of(connection, held.get(connection.id) ?? 0);
  }
}

/** As Standard Webhooks writes its keys; for WooCommerce it is a text like any other. */
const newSigningKey = (): string => `whsec_${randomBytes(24).toString('base64')}`;

/** What the audit trail shows of a connection: that its keys changed, and never the keys. */
const shown = ({ name, address, writeBack, enabled }: Connection): object => ({
  name,
  address,
  writeBack,
  enabled,
});
