/** What a customer may ask for: a copy of what is stored on them, and to be forgotten. And what is forgotten in time. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {
  AuditPage,
  BoardSnapshot,
  ErasedData,
  PersonalData,
  PlacedOrder,
} from '@curbline/contracts/http';
import { StoreEvent } from '@curbline/contracts/events';
import type { Problem } from '@curbline/contracts/problems';
import { contentOf, columnsOf } from '@curbline/testkit';
import { ScheduledWorkService } from '../src/scheduled/scheduled-work.service.js';
import type { Caller } from './caller.js';
import { TestSetup } from './test-setup.js';

const PHONE = '+33 6 11 22 33 44';
const EMAIL = 'quetzal@example.fr';
const NAME = 'Quetzalcoatl';
const NOTE = 'sonnez chez Axolotl';
const MODEL = 'Ocelotmobil';
const DAY_MS = 24 * 3_600_000;

let setup: TestSetup;
let admin: Caller;
let shop: Caller;
let storeId: string;
let otherStore: string;
beforeAll(async () => {
  setup = await TestSetup.open();
  admin = await setup.manager(null);
  shop = await setup.shop();
  storeId = await setup.store();
  otherStore = await setup.store();
}, 120_000);
afterAll(() => setup.close());

const customer = { firstName: NAME, lastName: 'Martin', language: 'fr', phone: PHONE, email: EMAIL };
const place = async (more: Record<string, unknown> = {}, at = storeId) => {
  const { body } = await shop.post<PlacedOrder>('/v1/orders', {
    storeId: at,
    customer,
    note: NOTE,
    state: 'ready',
    lines: [{ name: 'Axolotl en peluche', quantity: 1 }],
    ...more,
  });
  return body;
};
/** A pickup from the link to the hand-over, with everything that a customer and the staff can write. */
async function livedPickup(): Promise<PlacedOrder> {
  const placed = await place();
  const phone = await setup.customer(placed.customerLink);
  await phone.post('trip/start', { sharing: true });
  await phone.put('trip/details', { vehicle: { colour: 'blue', model: MODEL } });
  const { id, tripId } = placed.order;
  await setup.tripEvent({
    id: `${tripId}:1`,
    storeId,
    tripId,
    type: 'at_other_store',
    occurredAt: setup.clock.iso(),
    decidedAt: setup.clock.iso(),
    evidence: null,
    reasons: null,
    otherStoreId: otherStore,
    requestId: null,
  });
  await phone.post('trip/here', { bay: '2' });
  const lea = await setup.staff(storeId, 'Léa');
  const handedOver = await lea.post(`/v1/stores/${storeId}/orders/${id}/hand-over`, {
    proof: 'none',
    reason: 'other',
    reasonNote: `Voisin de ${NAME}`,
  });
  expect(handedOver.status).toBe(200);
  expect(await setup.typesOf(otherStore, id)).toContain('visitor_seen');
  return placed;
}
const ask = <B>(what: 'export' | 'erase', whom: object, by = admin) =>
  by.post<B & Problem>(`/v1/personal-data/${what}`, whom, null);

/** All rows of all tables that still hold one of the words, by table. */
async function tablesWith(words: readonly string[]): Promise<string[]> {
  const tables = Object.keys(await contentOf(setup.dataSource, await columnsOf(setup.dataSource)));
  const holding: string[] = [];
  for (const table of tables) {
    const text = JSON.stringify(await setup.dataSource.query(`SELECT * FROM "${table}"`));
    if (words.some((word) => text.includes(word))) holding.push(table);
  }
  return holding;
}
const WORDS = [NAME, 'Axolotl', MODEL];

describe('a customer who asks', () => {
  let lived: PlacedOrder;
  let open: PlacedOrder;
  let stranger: PlacedOrder;
  let before: StoreEvent[];
  beforeAll(async () => {
    lived = await livedPickup();
    open = await place({}, otherStore);
    await (await setup.customer(open.customerLink)).post('trip/start', { sharing: false });
    stranger = await place({
      customer: { ...customer, firstName: 'Ana', phone: '+33 6 99 99 99 99', email: null },
      note: null,
      lines: undefined,
    });
    before = await setup.eventsOf(storeId);
  });

  it('is given everything that is stored on them, over all stores, and nothing of anybody else', async () => {
    const { status, body } = await ask<PersonalData>('export', { phone: PHONE });
    expect(status).toBe(200);
    expect(new Set(body.orders.map(({ order }) => order['id']))).toEqual(
      new Set([lived.order.id, open.order.id]),
    );
    const whole = body.orders.find(({ order }) => order['id'] === lived.order.id)!;
    expect(whole).toMatchObject({
      order: { customer_name: `${NAME} M.`, note: NOTE },
      trip: { vehicle: { model: MODEL }, bay: '2' },
      contact: { phone: '+33611223344', email: EMAIL, consents: { sms: { agreed: true } } },
      lines: [{ name: 'Axolotl en peluche' }],
      pickupRecord: { outcome: 'handed_over' },
      links: [{ kind: 'customer' }],
      sessions: [{ trip_id: lived.order.tripId }],
    });
    expect(whole.log.length).toBeGreaterThan(3);
    const text = JSON.stringify(body);
    for (const secret of ['token_hash', 'hand_over_code', 'phone_hash', 'sealed', 'Ana'])
      expect(text).not.toContain(secret);
    expect((await ask<PersonalData>('export', { email: EMAIL.toUpperCase() })).body.orders).toHaveLength(2);
    expect((await ask<PersonalData>('export', { orderId: stranger.order.id })).body.orders).toHaveLength(1);
  });

  it.each([
    [{}, ''],
    [{ phone: PHONE, email: EMAIL }, ''],
    [{ phone: '06 11 22 33 44' }, 'phone'],
    [{ email: 'quetzal' }, 'email'],
  ])('is not looked for with %j', async (whom, field) => {
    const { status, body } = await ask<PersonalData>('export', whom);
    expect([status, body.code]).toEqual([400, 'invalid-input']);
    if (field) expect(body.errors?.[0]?.field).toBe(field);
  });

  it('is forgotten: no table, no log and no board says their name, and the log has no gap', async () => {
    const lea = await setup.staff(otherStore, 'Léa');
    const { status, body } = await ask<ErasedData>('erase', { phone: PHONE });
    expect([status, body]).toEqual([200, { orders: 2 }]);
    expect(await tablesWith(WORDS)).toEqual([]);

    const after = await setup.eventsOf(storeId);
    for (const event of after) expect(StoreEvent.safeParse(event).error).toBeUndefined();
    const withoutPayload = ({ payload: _, ...event }: StoreEvent) => event;
    expect(after.map(withoutPayload)).toEqual(before.map(withoutPayload));
    const card = after.findLast(({ entityId }) => entityId === lived.order.id)!.payload.card!;
    expect(card).toMatchObject({ customerName: 'Client', note: null, vehicle: null, bay: '2' });
    expect(card.order).toMatchObject({ state: 'handed_over', proofReason: 'other', proofNote: null });

    // The order that is under way goes on under no name, on the boards as well.
    const board = await lea.get<BoardSnapshot>(`/v1/stores/${otherStore}/board`);
    expect(board.body.cards.map(({ customerName }) => customerName)).toEqual(['Client']);
    expect((await setup.typesOf(otherStore, open.order.id)).at(-1)).toBe('details_changed');
    expect((await shop.post(`/v1/orders/${open.order.id}/cancel`)).status).toBe(200);

    expect((await ask<PersonalData>('export', { phone: PHONE })).body.orders).toEqual([]);
    expect((await ask<ErasedData>('erase', { phone: PHONE })).body).toEqual({ orders: 0 });
    expect((await ask<PersonalData>('export', { orderId: stranger.order.id })).body.orders[0]).toMatchObject({
      order: { customer_name: 'Ana M.' },
    });
  });

  it('stands in the audit trail by the number of orders alone', async () => {
    const { body } = await admin.get<AuditPage>('/v1/audit');
    const noted = body.entries.filter(({ action }) => action.startsWith('personal_data_'));
    expect(noted.find(({ action }) => action === 'personal_data_erased')).toMatchObject({
      by: { name: 'Manon' },
    });
    expect(new Set(noted.map(({ subject }) => subject))).toEqual(new Set(['0', '1', '2']));
    expect(JSON.stringify(noted)).not.toMatch(/33611223344|quetzal/i);
  });
});

describe('a customer who asks nothing', () => {
  it('is forgotten 30 days after the pickup, also by the log', async () => {
    await livedPickup();
    const waiting = await place();
    const work = setup.app.get(ScheduledWorkService, { strict: false });
    setup.clock.advance(30 * DAY_MS - 60_000);
    await work.clean();
    expect(await tablesWith([MODEL])).toEqual(expect.arrayContaining(['trip', 'store_event']));
    setup.clock.advance(120_000);
    await work.clean();
    expect(await tablesWith([MODEL])).toEqual([]);
    const names = await setup.dataSource.query<{ customer_name: string }[]>(
      'SELECT customer_name FROM pickup_order WHERE id = $1',
      [waiting.order.id],
    );
    expect(names).toEqual([{ customer_name: `${NAME} M.` }]);
  });
});
