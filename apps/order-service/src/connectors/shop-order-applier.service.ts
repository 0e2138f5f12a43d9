/**
 * Makes of a shop's order what Curbline needs of it, in one transaction: the version that is known, the order at its
 * store, and the log. What is to be done is decided by `libs/domain/shop-order`; this carries it out.
 */
import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Actor } from '@curbline/contracts/events';
import { PlaceOrder, type StoreView } from '@curbline/contracts/http';
import {
  type CurrentOrder,
  decideSteps,
  decideVersion,
  decideWanted,
  type LocationMapping,
  type ShopOrderStage,
  type ShopOrderStep,
} from '@curbline/domain/shop-order';
import { ContactHash } from '@curbline/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { ChangesService, type Change } from '../changes/changes.service.js';
import { ContactsService } from '../contacts/contacts.service.js';
import { CHAIN } from '../idempotency/stored-responses.repository.js';
import { ExternalOrdersRepository } from '../orders/external-orders.repository.js';
import { OrderPlacementService } from '../orders/order-placement.service.js';
import type { Pickup } from '../pickups/pickup.js';
import type { StoredOrder } from '../pickups/order.entity.js';
import { PickupsService } from '../pickups/pickups.service.js';
import { StoresService } from '../stores/stores.service.js';
import type { Connection } from './connections.repository.js';
import { fitting } from './fitting-order.js';
import { OrderEditsService } from './order-edits.service.js';
import type { ShopOrder, ShopOrderContent } from './shop-adapter.js';
import { ShopLocationsRepository } from './shop-locations.repository.js';
import { ShopCallFailed } from './shop-call-failed.js';
import { ShopOrdersRepository, type StoredShopOrder } from './shop-orders.repository.js';

/** `read`: the shop must be asked for the order first. */
export type ApplyOutcome = 'applied' | 'known' | 'read';

const STAGE_RANK: Readonly<Record<ShopOrderStage, number>> = { not_yet: 0, open: 1, over: 2, canceled: 3 };

interface Found {
  readonly pickup: Pickup;
  readonly order: StoredOrder;
}

@Injectable()
export class ShopOrderApplierService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly changes: ChangesService,
    private readonly stores: StoresService,
    private readonly placement: OrderPlacementService,
    private readonly pickups: PickupsService,
    private readonly edits: OrderEditsService,
    private readonly contacts: ContactsService,
    private readonly externals: ExternalOrdersRepository,
    private readonly locations: ShopLocationsRepository,
    private readonly shopOrders: ShopOrdersRepository,
    private readonly hash: ContactHash,
  ) {}

  /**
   * @param readAt when the shop began to be asked, Unix ms; null for a version that it sent.
   * @param canRead whether the shop can be asked.
   */
  async apply(
    connection: Connection,
    order: ShopOrder,
    readAt: number | null,
    canRead: boolean,
  ): Promise<ApplyOutcome> {
    const store = await this.storeOf(connection, order.location?.key ?? null);
    return this.change(connection, async (change) => {
      const { manager, now } = change;
      await this.externals.lock(manager, connection.id, order.externalId);
      const known = await this.shopOrders.find(manager, connection.id, order.externalId);
      const version = { changedAt: order.changedAt, readAt, digest: digestOf(order) };
      const decision = decideVersion(
        known && { ...known, stageRank: STAGE_RANK[known.stage] },
        { ...version, stageRank: STAGE_RANK[order.stage] },
        canRead,
      );
      if (decision === 'read') return 'read';
      if (decision !== 'newer') return 'known';
      const mapping: LocationMapping = order.location
        ? await this.locations.seen(manager, connection.id, order.location, now)
        : { kind: 'unknown' };
      const contactDigest = this.contactDigestOf(order.content);
      const contactChanged = known?.contactDigest !== contactDigest;
      const closedByShop = known?.closedByShop ?? false;
      const next = { ...order, ...version, closedByShop, contactDigest, contactChanged };
      await this.carryOut(change, connection, next, mapping, store);
      return 'applied';
    });
  }

  /** The shop has the order no more. @param at when that was heard, Unix ms */
  async delete(connection: Connection, externalId: string, at: number): Promise<void> {
    const known = await this.shopOrders.find(this.dataSource.manager, connection.id, externalId);
    if (!known) return;
    const changedAt = Math.max(at, known.changedAt);
    const gone = { externalId, changedAt, isPickup: false, location: null, content: NOTHING } as const;
    await this.apply(connection, { ...gone, stage: 'canceled' }, at, false);
  }

  /**
   * Applies an order that was held, now that its place is mapped.
   * @throws ShopCallFailed `sealed_otherwise` when what it contains cannot be opened
   */
  async applyHeld(connection: Connection, externalId: string): Promise<void> {
    const held = await this.shopOrders.find(this.dataSource.manager, connection.id, externalId);
    const key = held?.locationKey ?? null;
    if (key === null) return;
    const store = await this.storeOf(connection, key);
    await this.change(connection, async (change) => {
      await this.externals.lock(change.manager, connection.id, externalId);
      const known = await this.shopOrders.find(change.manager, connection.id, externalId);
      if (!known?.held || known.locationKey !== key) return;
      if (!known.content) throw new ShopCallFailed('sealed_otherwise');
      const mapping = await this.locations.find(change.manager, connection.id, key);
      const next = {
        ...known,
        content: known.content,
        isPickup: true,
        location: { key },
        contactChanged: false,
      };
      await this.carryOut(change, connection, next, mapping, store);
    });
  }

  /** Read before the transaction, which may use no other connection to the database. */
  private async storeOf(connection: Connection, key: string | null): Promise<StoreView | undefined> {
    if (key === null) return undefined;
    const mapping = await this.locations.find(this.dataSource.manager, connection.id, key);
    return mapping.kind === 'store' ? this.stores.get(mapping.storeId) : undefined;
  }

  private change<T>(connection: Connection, work: (change: Change) => Promise<T>): Promise<T> {
    return this.changes.run({ actor: actorOf(connection), storeId: CHAIN, requestId: null }, work);
  }

  private async carryOut(
    change: Change,
    connection: Connection,
    next: Omit<ShopOrder, 'location'> &
      Pick<StoredShopOrder, 'readAt' | 'digest' | 'closedByShop' | 'contactDigest'> & {
        readonly location: { readonly key: string } | null;
        readonly contactChanged: boolean;
      },
    mapping: LocationMapping,
    store: StoreView | undefined,
  ): Promise<void> {
    const location = next.location?.key ?? null;
    const wanted = decideWanted({ stage: next.stage, isPickup: next.isPickup, location }, mapping);
    const current = await this.current(change.manager, connection, next.externalId);
    const facts: CurrentOrder | undefined = current && {
      storeId: current.order.storeId,
      state: current.order.order.state,
      closedByShop: next.closedByShop,
    };
    const steps = decideSteps(wanted, facts);
    for (const step of steps) await this.take(step, change, connection, next, current, store);
    const closes = steps.some(({ name }) => name === 'close');
    const places = steps.some(({ name }) => name === 'place');
    const held = wanted.kind === 'held' ? wanted.reason : null;
    const row = {
      externalId: next.externalId,
      changedAt: next.changedAt,
      readAt: next.readAt,
      stage: next.stage,
      digest: next.digest,
      locationKey: location,
      held,
      content: held === null ? null : next.content,
      closedByShop: closes || (next.closedByShop && !places),
      contactDigest: next.contactDigest,
    };
    await this.shopOrders.put(change.manager, connection.id, row, change.now);
  }

  private async take(
    step: ShopOrderStep,
    change: Change,
    connection: Connection,
    {
      externalId,
      content,
      contactChanged,
    }: Pick<ShopOrder, 'externalId' | 'content'> & { readonly contactChanged: boolean },
    current: Found | undefined,
    store: StoreView | undefined,
  ): Promise<void> {
    if (step.name === 'place') {
      // Somebody mapped the place to another store in this moment: the next attempt reads it anew.
      if (store?.id !== step.storeId) throw new Error('The map of the places changed meanwhile');
      const wish = PlaceOrder.parse(fitting(content, externalId, step.storeId, change.now));
      await this.placement.placeIn(change, wish, actorOf(connection), store);
      return;
    }
    if (!current) throw new Error('There is no order to change');
    const { pickup, order } = current;
    if (step.name === 'cancel') await this.edits.cancel(change, pickup, order);
    else if (step.name === 'close') await this.edits.close(change, pickup, order, connection);
    else {
      const wish = PlaceOrder.parse(fitting(content, externalId, order.storeId, change.now));
      const contact = contactChanged && store ? this.contacts.read(wish.customer, store.settings) : undefined;
      await this.edits.edit(change, pickup, order, wish, contact?.addresses);
    }
  }

  private async current(
    manager: EntityManager,
    connection: Connection,
    externalId: string,
  ): Promise<Found | undefined> {
    const placed = await this.externals.find(manager, connection.id, externalId);
    return placed && this.pickups.lockByOrder(manager, placed.storeId, placed.orderId);
  }

  /** Kept longer than the contact itself: so it is made with the installation's key, as phone numbers can be tried. */
  private contactDigestOf({ phone, email }: ShopOrderContent): string {
    return this.hash.of(JSON.stringify([phone, email])).toString('base64url');
  }
}

const NOTHING: ShopOrderContent = {
  reference: null,
  firstName: null,
  lastName: null,
  phone: null,
  email: null,
  language: null,
  note: null,
  window: null,
  lines: [],
};

const actorOf = ({ id, name }: Connection): Actor => ({ kind: 'shop', id, name });

/** Of all that Curbline makes something of, so that a shop's own counters and links make no new version. */
const digestOf = ({ stage, isPickup, location, content }: ShopOrder): string =>
  createHash('sha256')
    .update(JSON.stringify([stage, isPickup, location, content]))
    .digest('base64url');
