/** How often a change waits for the database between the request and its commit. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EventEmitter } from 'node:events';
import type { TripEvent } from '@curbline/contracts/events';
import type { CustomerView } from '@curbline/contracts/http';
import { TestSetup } from './test-setup.js';

interface Session {
  query(text: string, ...more: unknown[]): unknown;
}

/** For each committed transaction, how many messages it took, and its statements. */
const committed: { messages: number; statements: string[] }[] = [];

function watch(session: Session): void {
  const query = session.query.bind(session);
  let running = { messages: 0, statements: [] as string[] };
  let sameTurn = false;
  session.query = (text, ...more) => {
    if (text.startsWith('START TRANSACTION')) running = { messages: 0, statements: [] };
    if (!sameTurn) running.messages += 1;
    sameTurn = true;
    process.nextTick(() => (sameTurn = false));
    running.statements.push(text);
    if (text === 'COMMIT') committed.push(running);
    return query(text, ...more);
  };
}

let setup: TestSetup;
beforeAll(async () => {
  setup = await TestSetup.open();
  const { master } = setup.dataSource.driver as unknown as { master: EventEmitter };
  const watched = new WeakSet<Session>();
  master.on('acquire', (session: Session) => {
    if (!watched.has(session)) watch(session);
    watched.add(session);
  });
}, 120_000);
afterAll(() => setup.close());

/** The one transaction of `work` that wrote to the log. */
async function changeOf<T>(
  work: () => Promise<T>,
): Promise<{ messages: number; statements: string[]; response: T }> {
  committed.length = 0;
  const response = await work();
  const changes = committed.filter(({ statements }) =>
    statements.some((text) => text.includes('store_event')),
  );
  expect(changes).toHaveLength(1);
  return { ...changes[0]!, response };
}

describe('a change waits for the database', () => {
  it('as often as it has to know something, and once for the commit', async () => {
    const storeId = await setup.store();
    const shop = await setup.shop();
    const lea = await setup.staff(storeId, 'Léa');
    // Free short code in between.
    const placed = await changeOf(() => setup.order(shop, storeId, { state: 'ready' }));
    expect(placed.messages).toBe(3);
    const { order, link } = placed.response;
    const customer = await setup.customer(link);
    expect((await changeOf(() => customer.post('trip/start', { sharing: true }))).messages).toBe(3);

    const event = (number: number, type: TripEvent['type']): TripEvent => ({
      id: `${order.tripId}:${number}`,
      storeId,
      tripId: order.tripId,
      type,
      occurredAt: setup.clock.iso(),
      decidedAt: setup.clock.iso(),
      evidence: type === 'arrived' ? 'position_parked' : null,
      reasons: null,
      requestId: null,
    });
    expect((await changeOf(() => setup.tripEvent(event(1, 'approaching')))).messages).toBe(2);
    expect((await changeOf(() => setup.tripEvent(event(2, 'arrived')))).messages).toBe(2);

    const at = `/v1/stores/${storeId}/orders/${order.id}`;
    expect((await changeOf(() => lea.post(`${at}/claim`))).messages).toBe(3);
    const seen = await customer.get<CustomerView>('trip');
    const code = seen.body.orders[0]?.handOverCode;
    // Wrong guesses of the code are looked at in between.
    const handedOver = await changeOf(() => lea.post(`${at}/hand-over`, { proof: 'code', code }));
    expect(handedOver.response.status).toBe(200);
    expect(handedOver.messages).toBe(4);
    // The log is written last: its row is locked for no longer than the commit takes.
    expect(handedOver.statements.slice(-2)).toEqual([
      expect.stringContaining('INSERT INTO store_event'),
      'COMMIT',
    ]);
  });
});
