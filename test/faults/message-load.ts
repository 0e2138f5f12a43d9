/**
 * The load of a run over messages: customers who are reached by e-mail, by text message or by push order, come and are
 * served, so that there is always something to plan and to send. One in five waits long enough for the store's devices
 * to hear of it.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type {
  DeviceSession,
  EnrolCodeView,
  IssuedWebhookEndpoint,
  OrderView,
  PlacedOrder,
  PushKey,
} from '@curbline/contracts/http';
import { WebhookEventType } from '@curbline/contracts/webhooks';
import type { SeededRandom } from '@curbline/testkit';
import { Caller, type Outcome } from './caller.js';
import type { History, Operation } from './history.js';
import type { MessageCluster } from './message-cluster.js';
import type { MessageProviders } from './message-providers.js';

/** Where a customer, or a device of a store, is reached. */
export interface Reached {
  readonly email?: string;
  readonly sms?: string;
  push?: string;
  /** When their push began for certain, Unix ms. */
  pushSince?: number;
}

/** Longer than what is due 10 or 15 s after an arrival takes. */
const LINGERS_MS = 17_000;
/** Numbers that nobody has (France, 2022). */
const phoneOf = (customer: number): string => `+3363998${String(customer % 10_000).padStart(4, '0')}`;

interface Store {
  readonly id: string;
  readonly staff: readonly Caller[];
}

export class MessageLoad {
  /** By order. */
  readonly customers = new Map<string, Reached>();
  /** By device, with its store. */
  readonly devices = new Map<string, Reached & { readonly store: string }>();
  private readonly stores: Store[] = [];
  private readonly shop: Caller;
  private ending = false;
  private serverKey = '';

  private constructor(
    private readonly cluster: MessageCluster,
    private readonly providers: MessageProviders,
    private readonly requests: History,
  ) {
    const key = `Bearer ${cluster.credentials.apiKey}`;
    this.shop = new Caller(requests, cluster.url, 'shop', '10.253.0.1', key);
  }

  /** Devices with somebody signed in that ask to be told, and a system that hears of everything. */
  static async ready(
    cluster: MessageCluster,
    providers: MessageProviders,
    requests: History,
  ): Promise<MessageLoad> {
    const load = new MessageLoad(cluster, providers, requests);
    const admin = load.caller('admin', '10.255.0.1');
    await admin.set('/v1/sign-in', cluster.credentials.admin);
    const eventTypes = WebhookEventType.options.filter((type) => type !== 'order.prepare_by');
    const endpoint = { url: providers.hook, name: 'Shop', eventTypes, storeIds: null };
    await admin.set<IssuedWebhookEndpoint>('/v1/webhooks', endpoint);
    load.serverKey = (await admin.read<PushKey>('/v1/push/key')).publicKey;
    for (const { id, people } of cluster.credentials.stores) {
      const staff: Caller[] = [];
      for (const { staffId, pin } of people) {
        const wish = { kind: 'handheld' };
        const { code } = await admin.set<EnrolCodeView>(`/v1/stores/${id}/devices/codes`, wish);
        const handheld = load.caller(staffId, `10.254.0.${load.devices.size}`);
        await handheld.set('/v1/devices/enrol', { code, name: staffId.slice(0, 40) });
        await handheld.set('/v1/staff/sign-in', { staffId, pin });
        const { device } = await handheld.read<DeviceSession>('/v1/device');
        const browser = providers.push.browser(load.serverKey);
        const { subscription } = browser;
        const asks = { subscription, language: 'fr' };
        await handheld.jar.send('PUT', `/v1/stores/${id}/push-subscription`, asks);
        load.devices.set(device.id, { store: id, push: subscription.endpoint });
        staff.push(handheld);
      }
      load.stores.push({ id, staff });
    }
    return load;
  }

  /** One customer after the other, until it ends. */
  async serve(random: SeededRandom): Promise<void> {
    while (!this.ending) await this.pickUp(random);
  }

  /** Nobody new comes, and nobody waits any longer. */
  end(): void {
    this.ending = true;
  }

  private caller(who: string, address: string): Caller {
    return new Caller(this.requests, this.cluster.url, who, address);
  }

  private async pickUp(random: SeededRandom): Promise<void> {
    const chance = (share: number): boolean => random.next() < share;
    const pause = (): Promise<void> => this.lasts(random.integer(50, 600));
    const store = random.pick(this.stores);
    const reached = reachedBy(random.pick(['email', 'email', 'sms', 'sms', 'push']), this.customers.size + 1);
    const state = !reached.pushSince && chance(0.5) ? 'ready' : 'placed';
    const addresses = { email: reached.email, phone: reached.sms };
    const customer = { firstName: 'Alix', language: 'fr', ...addresses };
    const placed = await this.told(
      this.shop.command<PlacedOrder>(
        { op: 'place', store: store.id, path: '/v1/orders', body: { storeId: store.id, customer, state } },
        ({ order }) => ({ order: order.id }),
      ),
    );
    const { order, customerLink } = placed;
    this.customers.set(order.id, reached);
    const page = this.caller('customer', addressOf(this.customers.size));
    const act = (who: Caller, op: Operation, path: string, body: object = {}): Promise<unknown> =>
      this.told(who.command<object>({ op, store: store.id, order: order.id, path, body }, () => ({})));
    const trip = `/v1/trips/${order.tripId}`;
    await act(page, 'open', '/v1/link', { token: customerLink.slice(customerLink.indexOf('#') + 1) });
    await pause();
    await act(page, 'start', `${trip}/start`, { sharing: false });
    if (reached.pushSince !== undefined) await this.subscribe(page, order, reached);
    await pause();
    if (chance(0.1)) {
      await act(this.shop, 'cancel', `/v1/orders/${order.id}/cancel`);
      return;
    }
    if (state === 'placed') await act(this.shop, 'ready', `/v1/orders/${order.id}/ready`);
    await pause();
    await act(page, 'here', `${trip}/here`, { bay: String(random.integer(1, 8)) });
    await this.lasts(chance(0.2) ? LINGERS_MS : random.integer(100, 2_000));
    const staff = random.pick(store.staff);
    const path = `/v1/stores/${store.id}/orders/${order.id}`;
    await act(staff, 'claim', `${path}/claim`);
    await this.lasts(chance(0.1) ? LINGERS_MS : random.integer(100, 1_000));
    await act(staff, 'hand-over', `${path}/hand-over`, { proof: 'none', reason: 'known_customer' });
  }

  /** Somebody may wait for just this: that there is something to plan. @throws Error when it was refused */
  private async told<Value>(asked: Promise<Outcome<Value>>): Promise<Value> {
    const outcome = await asked;
    if ('refused' in outcome) throw new Error(`a command of the load was refused: ${outcome.refused}`);
    void this.providers.moments.pass('planning');
    return outcome.value;
  }

  /** The customer asks until it is done: whom they ask is killed all the time. */
  private async subscribe(page: Caller, { tripId }: OrderView, reached: Reached): Promise<void> {
    const { subscription } = this.providers.push.browser(this.serverKey);
    reached.push = subscription.endpoint;
    const path = `/v1/trips/${tripId}/push-subscription`;
    const ask = (): Promise<boolean> =>
      page.jar.send('PUT', path, { subscription }).then(
        () => true,
        () => false,
      );
    while (!(await ask())) await sleep(200);
    reached.pushSince = Date.now();
  }

  /** Shorter at the end of the run. */
  private async lasts(ms: number): Promise<void> {
    for (const until = performance.now() + ms; performance.now() < until && !this.ending;) await sleep(50);
  }
}

/** `pushSince` is known once the trip has begun: until then they are reached by text message. */
function reachedBy(channel: 'email' | 'sms' | 'push', customer: number): Reached {
  if (channel === 'email') return { email: `customer-${customer}@example.com` };
  const sms = phoneOf(customer);
  return channel === 'sms' ? { sms } : { sms, pushSince: Number.POSITIVE_INFINITY };
}

const addressOf = (customer: number): string =>
  `10.${(customer >> 16) & 255}.${(customer >> 8) & 255}.${customer & 255}`;
