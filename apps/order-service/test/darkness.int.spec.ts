/** What the snapshot tells the first board that comes back to a store where customers waited. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BoardSnapshot } from '@curbline/contracts/http';
import { TestSetup } from './test-setup.js';

const MINUTE_MS = 60_000;

let setup: TestSetup;
beforeAll(async () => {
  setup = await TestSetup.open();
}, 120_000);
afterAll(() => setup.close());

/** A store with its staff, a board that was connected at this moment, and a customer who has just come. */
async function storeWithCustomer() {
  const shop = await setup.shop();
  const store = await setup.store();
  const lea = await setup.staff(store, 'Léa');
  const noteBoard = () =>
    setup.dataSource.query('SELECT note_boards_connected($1, $2)', [[store], new Date(setup.clock.now())]);
  const come = async () => {
    const { order, link } = await setup.order(shop, store);
    await (await setup.customer(link)).post('trip/here', {});
    return order.id;
  };
  const darkness = async () => {
    setup.clock.advance(2_000);
    return (await lea.get<BoardSnapshot>(`/v1/stores/${store}/board`)).body.darkness;
  };
  const claim = (orderId: string) => lea.post(`/v1/stores/${store}/orders/${orderId}/claim`, {});
  return { noteBoard, come, darkness, claim };
}

describe('the snapshot of a board', () => {
  it('tells who waited while no board was connected, and since when, until a board is connected', async () => {
    const { noteBoard, come, darkness } = await storeWithCustomer();
    await noteBoard();
    const since = setup.clock.iso();
    setup.clock.advance(MINUTE_MS);
    const first = await come();
    setup.clock.advance(MINUTE_MS);
    const second = await come();
    expect(await darkness()).toEqual({ since, orderIds: [first] });
    setup.clock.advance(MINUTE_MS);
    expect(await darkness()).toEqual({ since, orderIds: [first, second] });
    await noteBoard();
    expect(await darkness()).toBeUndefined();
  });

  it('leaves out to whom somebody goes', async () => {
    const { noteBoard, come, darkness, claim } = await storeWithCustomer();
    await noteBoard();
    const orderId = await come();
    await claim(orderId);
    setup.clock.advance(10 * MINUTE_MS);
    expect(await darkness()).toBeUndefined();
  });

  it('tells of no darkness where no board ever was', async () => {
    const { come, darkness } = await storeWithCustomer();
    await come();
    setup.clock.advance(10 * MINUTE_MS);
    expect(await darkness()).toBeUndefined();
  });
});
