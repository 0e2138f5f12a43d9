import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { request, type APIRequestContext, type APIResponse } from 'playwright-core';
import type {
  CustomerView,
  DeviceView,
  EnrolCodeView,
  PlacedOrder,
  PlaceOrder,
  StoreView,
  BaySigns,
} from '@curbline/contracts/http';
import type { RunningCurbline } from '../../tools/launch-curbline.mjs';

interface DemoFile {
  apiKey: string;
  admin: { login: string; password: string };
  stores: { id: string; people: { staffId: string; name: string; pin: string }[] }[];
}

/** Headers of a request that changes something, and was never sent before. */
export const newRequest = (): Record<string, string> => ({ 'idempotency-key': randomUUID() });

export interface Arrived {
  readonly shortCode: string;
  readonly handOverCode: string;
}

/** What the shop and the manager do beside the pages: place an order, make a code for a screen. */
export class DemoShop {
  readonly url: string;
  readonly demo: DemoFile;
  private readonly manager: APIRequestContext;

  private constructor(url: string, demo: DemoFile, manager: APIRequestContext) {
    this.url = url;
    this.demo = demo;
    this.manager = manager;
  }

  /** Signs in as the demo's manager; `dispose` ends it. */
  static async of(program: RunningCurbline): Promise<DemoShop> {
    const demo = JSON.parse(readFileSync(join(program.dataDir, 'demo-credentials.json'), 'utf8')) as DemoFile;
    const manager = await request.newContext({ baseURL: program.url });
    await accepted(await manager.post('/v1/sign-in', { data: demo.admin }));
    return new DemoShop(program.url, demo, manager);
  }

  async store(storeId: string): Promise<StoreView> {
    return accepted<StoreView>(await this.manager.get(`/v1/stores/${storeId}`));
  }

  /** The code that the sign at a bay carries. */
  async signCode(storeId: string, bay: string): Promise<string> {
    const { signs } = await accepted<BaySigns>(await this.manager.get(`/v1/stores/${storeId}/signs`));
    const code = signs
      .find((sign) => sign.bay === bay)
      ?.url.split('/')
      .at(-1);
    if (code === undefined) throw new Error(`${storeId} has no sign at bay ${bay}`);
    return code;
  }

  /** A customer who comes without a position and says in which bay they stand. */
  async arrives(
    storeId: string,
    firstName: string,
    bay: string,
    more: Partial<PlaceOrder> = {},
  ): Promise<Arrived> {
    const { order, customerLink } = await this.order(storeId, firstName, 'fr', more);
    const phone = await request.newContext({ baseURL: this.url });
    try {
      await phone.post('/v1/link', { data: { token: new URL(customerLink).hash.slice(1) } });
      const trip = `/v1/trips/${order.tripId}`;
      await phone.post(`${trip}/start`, { headers: newRequest(), data: {} });
      const answer = await phone.post(`${trip}/here`, { headers: newRequest(), data: { bay } });
      const view = (await answer.json()) as CustomerView;
      return { shortCode: order.shortCode, handOverCode: view.orders[0]?.handOverCode ?? '' };
    } finally {
      await phone.dispose();
    }
  }

  /** A ready order for `firstName`; answers it and the customer's link. */
  async order(
    storeId: string,
    firstName: string,
    language: 'fr' | 'en',
    more: Partial<PlaceOrder> = {},
  ): Promise<PlacedOrder> {
    return accepted<PlacedOrder>(
      await this.manager.post('/v1/orders', {
        headers: { authorization: `Bearer ${this.demo.apiKey}`, ...newRequest() },
        data: {
          storeId,
          customer: { firstName, lastName: 'Dupont', language },
          itemsCount: 3,
          state: 'ready',
          ...more,
        },
      }),
    );
  }

  async makeReady(orderId: string): Promise<void> {
    const headers = { authorization: `Bearer ${this.demo.apiKey}`, ...newRequest() };
    await accepted(await this.manager.post(`/v1/orders/${orderId}/ready`, { headers, data: {} }));
  }

  /** The shop withdraws an order. */
  async cancel(orderId: string): Promise<void> {
    const headers = { authorization: `Bearer ${this.demo.apiKey}`, ...newRequest() };
    await accepted(await this.manager.post(`/v1/orders/${orderId}/cancel`, { headers, data: {} }));
  }

  /** Ends all links of an order, as its shop does. */
  async withdrawLink(orderId: string): Promise<void> {
    const headers = { authorization: `Bearer ${this.demo.apiKey}`, ...newRequest() };
    const answer = await this.manager.post(`/v1/orders/${orderId}/link/revoke`, { headers });
    if (!answer.ok()) throw new Error(`withdrawing the link answered ${answer.status()}`);
  }

  async enrolCode(storeId: string, kind: 'handheld' | 'wall'): Promise<string> {
    const path = `/v1/stores/${storeId}/devices/codes`;
    return (
      await accepted<EnrolCodeView>(await this.manager.post(path, { headers: newRequest(), data: { kind } }))
    ).code;
  }

  /** Takes the screen called `name` away from the store. */
  async revoke(storeId: string, name: string): Promise<void> {
    const path = `/v1/stores/${storeId}/devices`;
    const devices = await accepted<DeviceView[]>(await this.manager.get(path));
    const device = devices.find((d) => d.name === name && d.revokedAt === null);
    if (!device) throw new Error(`${storeId} has no screen ${name}`);
    await accepted(await this.manager.post(`${path}/${device.id}/revoke`, { headers: newRequest() }));
  }

  person(storeId: string, index: number): { name: string; pin: string } {
    const person = this.demo.stores.find(({ id }) => id === storeId)?.people[index];
    if (!person) throw new Error(`the demo has no person ${index} at ${storeId}`);
    return person;
  }

  async dispose(): Promise<void> {
    await this.manager.dispose();
  }
}

async function accepted<T>(response: APIResponse): Promise<T> {
  if (!response.ok())
    throw new Error(`${response.url()} answered ${response.status()}: ${await response.text()}`);
  return (response.status() === 204 ? undefined : await response.json()) as T;
}
