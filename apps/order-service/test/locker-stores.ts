/** A store with lockers, and what its people, shops and customers do at them. */
import type {
  CardAnswer,
  CustomerView,
  LockersView,
  OrderView,
  StoreSettings,
} from '@curbline/contracts/http';
import type { Problem } from '@curbline/contracts/problems';
import type { Caller } from './caller.js';
import type { TestSetup } from './test-setup.js';

export const LOCKERS: NonNullable<StoreSettings['lockers']> = [
  {
    label: 'L1',
    position: { type: 'Point', coordinates: [4.8571, 45.7611] },
    compartments: [
      { label: 'A1', size: 'small' },
      { label: 'A2', size: 'large' },
    ],
  },
  { label: 'L2', compartments: [{ label: 'F1', size: 'cold' }] },
];

export class LockerStore {
  private constructor(
    readonly setup: TestSetup,
    readonly storeId: string,
    readonly shop: Caller,
    public lea: Caller,
  ) {}

  static async open(setup: TestSetup, lockers = LOCKERS): Promise<LockerStore> {
    const storeId = await setup.store({ lockers, services: ['curbside', 'locker'] });
    return new LockerStore(setup, storeId, await setup.shop(), await setup.staff(storeId, 'Léa'));
  }

  /** An order for a locker, and everybody's ways to it. */
  async order(more: Record<string, unknown> = {}) {
    const { setup, storeId, shop } = this;
    const { order, link } = await setup.order(shop, storeId, { service: 'locker', ...more });
    const customer = await setup.customer(link);
    const at = `/v1/stores/${storeId}/orders/${order.id}`;
    return {
      order,
      customer,
      ready: (body: object = {}) => this.lea.post<CardAnswer & Problem>(`${at}/ready`, body),
      empty: () => this.lea.post<CardAnswer & Problem>(`${at}/locker/empty`, {}),
      code: () => this.lea.get<{ compartment: string; code: string } & Problem>(`${at}/locker/code`),
      staff: (action: string, body: object = {}) =>
        this.lea.post<CardAnswer & Problem>(`${at}/${action}`, body),
      opened: (compartment: string, key?: string) =>
        shop.post<OrderView & Problem>(`/v1/orders/${order.id}/locker-opened`, { compartment }, key),
      say: (compartment: string) =>
        customer.put<CustomerView & Problem>(`trip/locker/${order.id}/opened`, { compartment }),
      here: (body: object = {}) => customer.post<CustomerView & Problem>('trip/here', body),
      view: async () => (await customer.get<CustomerView>('trip')).body,
      types: () => setup.typesOf(storeId, order.id),
    };
  }

  /** Somebody else signs in, when a shift is over. */
  async nextShift(): Promise<void> {
    this.lea = await this.setup.staff(this.storeId, 'Tom');
  }

  async read(): Promise<LockersView> {
    return (await this.lea.get<LockersView>(`/v1/stores/${this.storeId}/lockers`)).body;
  }

  /** The compartments with something in them, with the short codes of their orders. */
  async used(): Promise<Record<string, string>> {
    const { banks } = await this.read();
    return Object.fromEntries(
      banks.flatMap(({ compartments }) =>
        compartments.flatMap(({ label, order }) => (order ? [[label, order.shortCode]] : [])),
      ),
    );
  }
}
