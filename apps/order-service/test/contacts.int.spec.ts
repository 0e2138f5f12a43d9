/** Where customers are reached: kept sealed beside the order, in nothing else, and erased. */
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ContactAddresses, contactOwner, ContactRow } from '@curbline/contracts/contact';
import type { AuditPage, PlacedOrder, StoreSettings } from '@curbline/contracts/http';
import type { Problem } from '@curbline/contracts/problems';
import { ContactHash, SecretBox } from '@curbline/platform';
import { contentOf, columnsOf } from '@curbline/testkit';
import { ContactsService } from '../src/contacts/contacts.service.js';
import { ScheduledWorkService } from '../src/scheduled/scheduled-work.service.js';
import type { Caller } from './caller.js';
import { TestSetup } from './test-setup.js';

const PHONE = '06 98 76 54 32';
const EMAIL = 'zoe.kanari@example.fr';

let setup: TestSetup;
let storeId: string;
let shop: Caller;
beforeAll(async () => {
  setup = await TestSetup.open();
  storeId = await setup.store();
  shop = await setup.shop([storeId]);
}, 120_000);
afterAll(() => setup.close());

const place = (customer: object, at = storeId) =>
  shop.post<PlacedOrder & Problem>('/v1/orders', {
    storeId: at,
    customer: { firstName: 'Zoé', ...customer },
  });
/** The row that notification-service sees, opened as it would. */
async function contactOf({ body: { order } }: { body: PlacedOrder }) {
  const [row] = await setup.dataSource.query<unknown[]>('SELECT * FROM contact_view WHERE order_id = $1', [
    order.id,
  ]);
  if (!row) return undefined;
  const read = ContactRow.parse(row);
  const opened = setup.app.get(SecretBox).open(read.sealed, contactOwner(order.id));
  return { ...read, addresses: ContactAddresses.parse(JSON.parse(opened)) };
}

describe('a contact', () => {
  it('is kept in E.164 by the country of the store, with what was agreed to and when', async () => {
    const placed = await place({ phone: PHONE, email: EMAIL, language: 'en' });
    expect([placed.status, placed.body.adjusted]).toEqual([201, undefined]);
    const usual = { at: setup.clock.iso(), text: null };
    expect(await contactOf(placed)).toMatchObject({
      trip_id: placed.body.order.tripId,
      language: 'en',
      addresses: { phone: '+33698765432', email: EMAIL },
      has_phone: true,
      has_email: true,
      consents: {
        sms: { agreed: true, ...usual },
        email: { agreed: true, ...usual },
        marketing: { agreed: false, ...usual },
      },
    });
    const [found] = await setup.dataSource.query<{ order_id: string }[]>(
      'SELECT order_id FROM contact_view WHERE phone_hash = $1',
      [setup.app.get(ContactHash).of('+33698765432')],
    );
    expect(found?.order_id).toBe(placed.body.order.id);
  });

  it('keeps what the customer said, and the text that they said it to', async () => {
    const at = '2026-03-01T10:00:00.000Z';
    const consents = { sms: false, marketing: true, at, text: 'conditions 2026-02' };
    const contact = await contactOf(await place({ phone: PHONE, consents }));
    const said = { at, text: 'conditions 2026-02' };
    expect(contact?.consents).toEqual({
      sms: { agreed: false, ...said },
      marketing: { agreed: true, ...said },
    });
  });

  it('goes by the country that the store names', async () => {
    const london: Partial<StoreSettings> = { country: 'GB' };
    const other = await setup.store(london);
    const rival = await setup.shop([other]);
    const placed = await rival.post<PlacedOrder>('/v1/orders', {
      storeId: other,
      customer: { firstName: 'Zoé', phone: '07400 123456' },
    });
    expect((await contactOf(placed))?.addresses).toEqual({ phone: '+447400123456' });
    const manager = await setup.manager(other);
    const refused = await setup
      .caller({ ...manager.headers, 'if-match': '"1"' })
      .patch<Problem>(`/v1/stores/${other}`, { country: 'UK' });
    expect([refused.status, refused.body.errors?.[0]?.field]).toEqual([400, 'country']);
  });

  it.each<[what: string, customer: object, adjusted: object[], kept: object | undefined]>([
    [
      'a phone number with letters',
      { phone: 'sonner chez Zoé', email: EMAIL },
      [{ field: 'customer.phone', reason: 'unreadable', to: null }],
      { email: EMAIL },
    ],
    [
      'a landline',
      { phone: '04 72 00 00 00' },
      [{ field: 'customer.phone', reason: 'landline', to: null }],
      undefined,
    ],
    [
      'a number of another country without its code',
      { phone: '07400 123456' },
      [{ field: 'customer.phone', reason: 'unreadable', to: null }],
      undefined,
    ],
    [
      'an address with a line feed',
      { phone: PHONE, email: `${EMAIL}\nBcc: all@example.fr` },
      [{ field: 'customer.email', reason: 'unreadable', to: null }],
      { phone: '+33698765432' },
    ],
    ['a number as a number', { phone: 33_698_765_432 }, [], { phone: '+33698765432' }],
    ['nulls', { phone: null, email: null, consents: null }, [], undefined],
    ['blanks', { phone: ' ', email: '\n' }, [], undefined],
  ])('%s never costs an order', async (_what, customer, adjusted, kept) => {
    const placed = await place(customer);
    expect([placed.status, placed.body.adjusted ?? []]).toEqual([201, adjusted]);
    expect((await contactOf(placed))?.addresses).toEqual(kept);
  });

  it('is not kept where nothing can be sealed, and the shop is told', () => {
    const closed = new SecretBox({ secretKey: undefined });
    const service = new ContactsService(undefined!, closed, undefined!);
    const settings = { timeZone: 'Europe/Paris' } as StoreSettings;
    const customer = { firstName: 'Zoé', phone: PHONE, email: EMAIL };
    expect(service.read(customer, settings)).toEqual({
      addresses: {},
      adjusted: ['customer.phone', 'customer.email'].map((field) => ({
        field,
        reason: 'not_kept',
        to: null,
      })),
    });
  });

  it('stands in clear in no table: not in the log, the cards, the trail or the stored responses', async () => {
    await place({ phone: PHONE, email: EMAIL });
    const content = await contentOf(setup.dataSource, await columnsOf(setup.dataSource));
    const rows = await Promise.all(
      Object.keys(content).map(async (table) =>
        JSON.stringify(await setup.dataSource.query(`SELECT * FROM "${table}"`)),
      ),
    );
    for (const secret of [PHONE, '698765432', EMAIL]) expect(rows.join()).not.toContain(secret);
  });
});

describe('the end of a contact', () => {
  it('is at once when the shop says so; the order goes on, and again is harmless', async () => {
    const placed = await place({ phone: PHONE });
    const path = `/v1/orders/${placed.body.order.id}`;
    const rival = await setup.shop([storeId]);
    expect((await rival.delete(`${path}/contact`)).status).toBe(404);
    expect(await contactOf(placed)).toBeDefined();
    expect((await shop.delete(`${path}/contact`)).status).toBe(204);
    expect(await contactOf(placed)).toBeUndefined();
    expect((await shop.delete(`${path}/contact`)).status).toBe(204);
    expect((await shop.get(path)).status).toBe(200);
  });

  it('is at once when a manager says so, who stands in the audit trail with the order alone', async () => {
    const placed = await place({ phone: PHONE, email: EMAIL });
    const manager = await setup.manager(storeId);
    const path = `/v1/stores/${storeId}/orders/${placed.body.order.id}/contact`;
    expect((await manager.delete(path)).status).toBe(204);
    expect((await manager.delete(path)).status).toBe(204);
    expect(await contactOf(placed)).toBeUndefined();
    const { body } = await manager.get<AuditPage>(`/v1/stores/${storeId}/audit`);
    const erased = body.entries.filter(({ action }) => action === 'contact_erased');
    expect(erased).toMatchObject([{ subject: placed.body.order.shortCode, changes: [] }]);
  });

  it('is 30 days after the trip closed', async () => {
    const [closed, open] = [await place({ phone: PHONE }), await place({ phone: PHONE })];
    await shop.post(`/v1/orders/${closed.body.order.id}/cancel`);
    const work = setup.app.get(ScheduledWorkService, { strict: false });
    setup.clock.advance(30 * 24 * 3_600_000 - 1_000);
    await work.clean();
    expect(await contactOf(closed)).toBeDefined();
    setup.clock.advance(2_000);
    await work.clean();
    expect(await contactOf(closed)).toBeUndefined();
    expect(await contactOf(open)).toBeDefined();
  });
});

describe('a link that notification-service issues', () => {
  const issue = async (tripId: string): Promise<boolean> => {
    const at = new Date(setup.clock.now());
    const [row] = await setup.dataSource.query<{ issued: boolean }[]>(
      'SELECT issue_customer_link($1, $2, $3, $4) AS issued',
      [storeId, tripId, randomBytes(32), at],
    );
    return row!.issued;
  };
  const linksOf = (tripId: string) =>
    setup.dataSource.query<{ expires_at: Date; kind: string }[]>(
      'SELECT expires_at, kind FROM trip_link WHERE trip_id = $1',
      [tripId],
    );

  it('lives as long as the longest of the trip’s', async () => {
    const { order } = (await place({})).body;
    const [first] = await linksOf(order.tripId);
    expect(await issue(order.tripId)).toBe(true);
    expect(await linksOf(order.tripId)).toEqual([first, first]);
  });

  it('is refused when the trip’s links were revoked or have expired, and when the trip is closed', async () => {
    const revoked = (await place({})).body.order;
    await shop.post(`/v1/orders/${revoked.id}/link/revoke`);
    expect(await issue(revoked.tripId)).toBe(false);
    const canceled = (await place({})).body.order;
    await shop.post(`/v1/orders/${canceled.id}/cancel`);
    expect(await issue(canceled.tripId)).toBe(false);
    const expired = (await place({})).body.order;
    setup.clock.advance(400 * 24 * 3_600_000);
    expect(await issue(expired.tripId)).toBe(false);
    expect(await linksOf(expired.tripId)).toHaveLength(1);
  });
});
