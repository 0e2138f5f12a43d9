/** Contacts that shops change: the old one is erased, what was agreed to holds on, wrong numbers never cost the order. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ContactAddresses, contactOwner, ContactRow } from '@curbline/contracts/contact';
import type { ChangedContact, IssuedShopConnection, PlacedOrder } from '@curbline/contracts/http';
import type { Problem } from '@curbline/contracts/problems';
import { ContactHash, SecretBox } from '@curbline/platform';
import { Webhook } from 'standardwebhooks';
import type { Caller } from './caller.js';
import { ShopWorld } from './shop-world.js';

const [OLD, NEW] = ['06 98 76 54 32', '06 12 34 56 78'];
const EMAIL = 'zoe.kanari@example.fr';

let world: ShopWorld;
let storeId: string;
let shop: Caller;
beforeAll(async () => {
  world = await ShopWorld.open();
  storeId = await world.setup.store();
  shop = await world.setup.shop([storeId]);
}, 120_000);
afterAll(() => world.close());

async function contactOf(orderId: string) {
  const { setup } = world;
  const [row] = await setup.dataSource.query<unknown[]>('SELECT * FROM contact_view WHERE order_id = $1', [
    orderId,
  ]);
  if (!row) return undefined;
  const read = ContactRow.parse(row);
  const opened = setup.app.get(SecretBox).open(read.sealed, contactOwner(orderId));
  return { ...read, addresses: ContactAddresses.parse(JSON.parse(opened)) };
}
const isKnown = async (phone: string) => {
  const { setup } = world;
  const hash = setup.app.get(ContactHash).of(phone);
  return (
    (await setup.dataSource.query<unknown[]>('SELECT 1 FROM contact WHERE phone_hash = $1', [hash])).length >
    0
  );
};

describe('a contact that a shop changes', () => {
  const place = async (customer: object) =>
    (await shop.post<PlacedOrder>('/v1/orders', { storeId, customer: { firstName: 'Zoé', ...customer } }))
      .body.order;
  const change = (orderId: string, contact: object, by = shop) =>
    by.put<ChangedContact & Problem>(`/v1/orders/${orderId}/contact`, contact);

  it('is the new one from then on; of the old nothing is left, and what was agreed to holds on', async () => {
    const consents = { sms: false, text: 'conditions 2026-02', at: '2026-03-01T10:00:00.000Z' };
    const { id } = await place({ phone: OLD, email: EMAIL, language: 'fr', consents });
    const before = await contactOf(id);
    const changed = await change(id, { phone: NEW, language: 'en-GB' });
    expect([changed.status, changed.body]).toEqual([
      200,
      {
        phone: true,
        email: false,
        language: 'en',
        adjusted: [{ field: 'customer.language', reason: 'language_mapped', to: 'en' }],
      },
    ]);
    const after = await contactOf(id);
    expect(after).toMatchObject({ addresses: { phone: '+33612345678' }, language: 'en', has_email: false });
    expect(after?.consents).toEqual({ sms: before?.consents.sms, marketing: before?.consents.marketing });
    expect([await isKnown('+33698765432'), await isKnown('+33612345678')]).toEqual([false, true]);
    const [row] = await world.setup.dataSource.query<{ language: string }[]>(
      'SELECT language FROM pickup_order WHERE id = $1',
      [id],
    );
    expect(row?.language).toBe('en');
    await change(id, { phone: NEW, consents: { sms: true } });
    expect((await contactOf(id))?.consents.sms).toEqual({
      agreed: true,
      at: world.setup.clock.iso(),
      text: null,
    });
  });

  it('may be one that cannot be used: it is told, the old one is erased and the order goes on', async () => {
    const { id } = await place({ phone: OLD });
    for (const [phone, reason] of [
      ['sonner chez Zoé', 'unreadable'],
      ['04 72 00 00 00', 'landline'],
    ]) {
      const changed = await change(id, { phone });
      expect([changed.status, changed.body.phone, changed.body.adjusted]).toEqual([
        200,
        false,
        [{ field: 'customer.phone', reason, to: null }],
      ]);
      expect(await contactOf(id)).toBeUndefined();
    }
    expect((await shop.get(`/v1/orders/${id}`)).status).toBe(200);
    expect((await change(id, { phone: NEW })).body.phone).toBe(true);
  });

  it('is of the shop’s own order, and of one that is under way', async () => {
    const { id } = await place({ phone: OLD });
    const rival = await world.setup.shop([storeId]);
    expect((await change(id, { phone: NEW }, rival)).body.code).toBe('order-unknown');
    await shop.post(`/v1/orders/${id}/cancel`);
    expect((await change(id, { phone: NEW })).body.code).toBe('not-possible-now');
    expect((await contactOf(id))?.addresses).toEqual({ phone: '+33698765432' });
  });
});

describe('an edit in a connected shop', () => {
  let connection: IssuedShopConnection;
  const send = async (at: string, customer: object) => {
    const order = { id: '4711', changedAt: at, state: 'open', location: { id: 'm', name: 'Main street' } };
    const lines = [{ name: 'Coffee', quantity: 1 }];
    const body = JSON.stringify({ type: 'order.changed', data: { order: { ...order, lines, customer } } });
    const sentAt = new Date();
    const signature = new Webhook(connection.signingKey ?? '').sign('msg_1', sentAt, body);
    const reply = await world.send(connection.id, body, {
      'content-type': 'application/json',
      'webhook-id': 'msg_1',
      'webhook-timestamp': String(Math.floor(sentAt.getTime() / 1_000)),
      'webhook-signature': signature,
    });
    expect(reply.status).toBe(200);
    await world.applied();
  };
  const customer = { firstName: 'Zoé', lastName: 'Martin' };
  const orderId = async () => (await world.placed(connection.id))[0]!.id;

  it('changes the contact; one that was erased comes back only when the shop has another', async () => {
    connection = await world.connect({ kind: 'standard_webhooks' });
    await send('2026-03-11T08:00:00Z', { ...customer, phone: OLD, email: EMAIL });
    await world.map(connection.id, 'Main street', storeId);
    const id = await orderId();
    expect((await contactOf(id))?.addresses).toEqual({ phone: '+33698765432', email: EMAIL });
    await send('2026-03-11T08:01:00Z', { ...customer, phone: NEW });
    expect((await contactOf(id))?.addresses).toEqual({ phone: '+33612345678' });
    // An edit from before comes late.
    await send('2026-03-11T08:00:30Z', { ...customer, phone: OLD });
    expect((await contactOf(id))?.addresses).toEqual({ phone: '+33612345678' });
    const manager = await world.setup.manager(storeId);
    await manager.delete(`/v1/stores/${storeId}/orders/${id}/contact`);
    await send('2026-03-11T08:02:00Z', { ...customer, lastName: 'Durand', phone: NEW });
    expect(await contactOf(id)).toBeUndefined();
    await send('2026-03-11T08:03:00Z', { ...customer, phone: 'no number', email: EMAIL });
    expect((await contactOf(id))?.addresses).toEqual({ email: EMAIL });
    await send('2026-03-11T08:04:00Z', customer);
    expect(await contactOf(id)).toBeUndefined();
    expect((await world.placed(connection.id)).map(({ state }) => state)).toEqual(['placed']);
  });
});
