/** What shops' systems really send: odd values get an order, or a 400 that names the field and the remedy. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BoardSnapshot, OrderList, PlacedOrder } from '@curbline/contracts/http';
import type { Problem } from '@curbline/contracts/problems';
import fc from 'fast-check';
import type { Caller } from './caller.js';
import { externalIds, orderLines } from './external-ids-and-lines.js';
import { TestSetup } from './test-setup.js';

let setup: TestSetup;
let shop: Caller;
let storeId: string;
beforeAll(async () => {
  setup = await TestSetup.open();
  shop = await setup.shop();
  storeId = await setup.store();
}, 120_000);
afterAll(() => setup.close());

const place = (more: Record<string, unknown>, by = shop) =>
  by.post<PlacedOrder & Problem>('/v1/orders', { storeId, customer: { firstName: 'Zoé' }, ...more });
const cardOf = async (
  id: string,
): Promise<{ customer_name: string; note: string | null; language: string }> => {
  const [row] = await setup.dataSource.query<never[]>(
    'SELECT customer_name, note, language FROM pickup_order WHERE id = $1',
    [id],
  );
  return row!;
};

describe('a shop’s real data', () => {
  it.each<[what: string, customer: object, name: string, language: string, adjusted: object[] | undefined]>([
    ['a last name of null', { firstName: 'Zoé', lastName: null }, 'Zoé', 'fr', undefined],
    [
      'no first name',
      { lastName: 'Martin' },
      'Client M.',
      'fr',
      [{ field: 'customer.firstName', reason: 'missing', to: 'Client' }],
    ],
    [
      'a name of zero-width signs',
      { firstName: '\u200b\u2060\u202e\ufeff' },
      'Client',
      'fr',
      [{ field: 'customer.firstName', reason: 'missing', to: 'Client' }],
    ],
    [
      'a name of 41 letters',
      { firstName: 'a'.repeat(41) },
      `${'a'.repeat(39)}…`,
      'fr',
      [{ field: 'customer.firstName', reason: 'shortened', to: `${'a'.repeat(39)}…` }],
    ],
    [
      'marks that turn the direction',
      { firstName: 'Zo\u202eé\u200f' },
      'Zoé',
      'fr',
      [{ field: 'customer.firstName', reason: 'cleaned', to: 'Zoé' }],
    ],
    [
      'a flood of marks',
      { firstName: `Z${'\u0337'.repeat(300)}oé` },
      'Z\u0337\u0337\u0337oé',
      'fr',
      [expect.objectContaining({ reason: 'cleaned' })] as object[],
    ],
    [
      'a language with a region',
      { firstName: 'Zoé', language: 'en-GB' },
      'Zoé',
      'en',
      [{ field: 'customer.language', reason: 'language_mapped', to: 'en' }],
    ],
    [
      'a language we do not speak',
      { firstName: 'Zoé', language: 'de' },
      'Zoé',
      'fr',
      [{ field: 'customer.language', reason: 'language_unknown', to: null }],
    ],
  ])('takes %s', async (_what, customer, name, language, adjusted) => {
    const { status, body } = await place({ customer });
    expect([status, body.adjusted]).toEqual([201, adjusted]);
    expect(await cardOf(body.order.id)).toMatchObject({ customer_name: name, language });
  });

  it('takes a numeric reference and a note of 101, and says what it made of them', async () => {
    const reference = 4_000_017;
    const { status, body } = await place({ reference, note: 'n'.repeat(101), flags: null, itemsCount: '3' });
    expect(status).toBe(201);
    expect(body.order.reference).toBe('4000017');
    expect(body.adjusted?.map(({ field, reason }) => `${field} ${reason}`)).toEqual([
      'reference number_as_text',
      'note shortened',
    ]);
    expect((await cardOf(body.order.id)).note).toHaveLength(100);
  });

  it.each([
    ['of yesterday', () => [-86_400_000, -80_000_000], 'window.to'],
    [
      'of 1970, from seconds',
      () => [1_700_000 - Date.UTC(2026, 2, 11), 1_800_000 - Date.UTC(2026, 2, 11)],
      'window.from',
    ],
    ['of another century', () => [3e12, 3e12 + 1], 'window.to'],
  ] as const)('refuses a window %s, and says why', async (_what, ends, field) => {
    const [from, to] = ends().map((ms) => new Date(setup.clock.now() + ms).toISOString());
    const { status, body } = await place({ window: { from, to } });
    expect([status, body.code, body.errors?.[0]?.field]).toEqual([400, 'invalid-input', field]);
    expect(body.errors?.[0]?.message.length).toBeGreaterThan(20);
  });
});

describe('a reference', () => {
  it('finds the order, and is refused a second time with the id of the first', async () => {
    const reference = `R ${randomUUID()}`;
    const first = await place({ reference });
    const found = await shop.get<OrderList>(
      `/v1/orders?storeId=${storeId}&reference=${encodeURIComponent(reference)}`,
    );
    expect(found.body.orders.map(({ id }) => id)).toEqual([first.body.order.id]);
    const again = await place({ reference });
    expect([again.status, again.body.code, again.body.orderId]).toEqual([
      409,
      'reference-taken',
      first.body.order.id,
    ]);
    const wanted = await place({ reference, ifReferenceExists: 'return' });
    expect([wanted.status, wanted.body.order.id]).toEqual([201, first.body.order.id]);
    expect(wanted.body.customerLink).toContain('/p#');
    const rival = await setup.shop();
    expect((await place({ reference }, rival)).status).toBe(201);
    await shop.post(`/v1/orders/${first.body.order.id}/cancel`);
    expect((await place({ reference })).status).toBe(201);
  });

  it('makes one order of ten that come at once', async () => {
    const reference = randomUUID();
    const answers = await Promise.all(Array.from({ length: 10 }, () => place({ reference })));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(9);
  });
});

externalIds(() => ({ setup, shop, storeId }));
orderLines(() => ({ setup, shop, storeId }));

describe('a hand-over code', () => {
  it('is right in any case, with dashes and spaces', async () => {
    const { body } = await place({ state: 'ready' });
    const [row] = await setup.dataSource.query<{ hand_over_code: string }[]>(
      'SELECT hand_over_code FROM pickup_order WHERE id = $1',
      [body.order.id],
    );
    const code = row!.hand_over_code.toLowerCase();
    const typed = ` ${code.slice(0, 2)}-${code.slice(2)}\u00a0`;
    const lea = await setup.staff(storeId, 'Léa');
    const path = `/v1/stores/${storeId}/orders/${body.order.id}/hand-over`;
    expect((await lea.post(path, { proof: 'code', code: typed })).status).toBe(200);
    const { shortCode } = body.order;
    const asked = `${shortCode.slice(0, 1).toLowerCase()}-${shortCode.slice(1)}`;
    expect((await lea.get(`/v1/stores/${storeId}/orders/by-code/${asked}`)).status).toBe(200);
  });
});

describe('odd values in every field', () => {
  const odd = fc.oneof(
    fc.constantFrom(
      null,
      undefined,
      0,
      -1,
      1.5,
      1e21,
      true,
      '',
      ' ',
      '\u200b',
      '\u202e',
      '0',
      'de-DE',
      'fr_FR',
      [],
      {},
      [null],
    ),
    fc.string({ unit: 'grapheme', maxLength: 130 }),
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.integer(),
  );
  it('get an order, or a 400 that names the field and the remedy', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record(
          {
            customer: fc.record(
              { firstName: odd, lastName: odd, language: odd, phone: odd, email: odd, consents: odd },
              { requiredKeys: [] },
            ),
            reference: odd,
            window: fc.oneof(odd, fc.record({ from: odd, to: odd })),
            itemsCount: odd,
            flags: odd,
            note: odd,
            state: odd,
            service: odd,
            pickupType: odd,
          },
          { requiredKeys: ['customer'] },
        ),
        async (wish) => {
          const { status, body } = await place(wish);
          if (status === 201) {
            const kept = await cardOf(body.order.id);
            expect(kept.customer_name).toMatch(/[\p{L}\p{N}\p{P}\p{S}]/u);
            expect(kept.customer_name.length).toBeLessThanOrEqual(44);
          } else if (status === 409) expect(body.code).toBe('reference-taken');
          else {
            expect([status, body.code]).toEqual([400, 'invalid-input']);
            expect(body.errors?.length).toBeGreaterThan(0);
            for (const { field, message } of body.errors ?? []) {
              expect(field).not.toBe('');
              expect(message).not.toBe('');
            }
          }
        },
      ),
      { numRuns: 150 },
    );
    const lea = await setup.staff(storeId, 'Léa');
    expect((await lea.get<BoardSnapshot>(`/v1/stores/${storeId}/board`)).status).toBe(200);
  }, 120_000);
});
