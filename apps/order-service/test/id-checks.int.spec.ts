/** ID and age checks: a step that staff tick, without which nothing changes hands, and of which yes or no is all that stays. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CardAnswer, StoreSettings } from '@curbline/contracts/http';
import type { Problem } from '@curbline/contracts/problems';
import type { Caller } from './caller.js';
import { TestSetup } from './test-setup.js';

const WINE = { name: 'Côtes-du-Rhône 75 cl', quantity: 2, flags: ['age_restricted'] };

let setup: TestSetup;
let shop: Caller;
beforeAll(async () => {
  setup = await TestSetup.open();
  shop = await setup.shop();
}, 120_000);
afterAll(() => setup.close());

async function visit(wish: object, settings: Partial<StoreSettings> = {}, role?: 'manager') {
  const storeId = await setup.store(settings);
  const { order, link } = await setup.order(shop, storeId, { state: 'ready', ...wish });
  const customer = await setup.customer(link);
  const { body } = await customer.get<{ orders: { handOverCode: string }[] }>('trip');
  const code = body.orders[0]?.handOverCode ?? '';
  const staff = await setup.staff(storeId, 'Léa', role);
  const handOver = (given: object) =>
    staff.post<CardAnswer & Problem>(`/v1/stores/${storeId}/orders/${order.id}/hand-over`, given);
  return { storeId, order, code, handOver };
}

describe.each([
  ['whose shop asks for an ID check', { flags: ['id_check'] }],
  ['with a line for adults alone', { lines: [WINE] }],
])('an order %s', (_, wish) => {
  it.each([undefined, 'manager'] as const)(
    'is handed over with the tick alone, also by a %s',
    async (role) => {
      const { storeId, order, code, handOver } = await visit(wish, {}, role);
      const none = { proof: 'none', reason: 'known_customer' };
      for (const given of [{ proof: 'code', code }, { proof: 'qr', code }, none]) {
        const { status, body } = await handOver(given);
        expect([given.proof, status, body.code]).toEqual([given.proof, 422, 'id-check-needed']);
      }
      expect(await setup.typesOf(storeId, order.id)).not.toContain('order_handed_over');
      const done = await handOver({ proof: 'id_checked' });
      expect([done.status, done.body.card.order.proof]).toEqual([200, 'id_checked']);
    },
  );
});

it('leaves nothing of an ID behind: no field takes one, and words beside the tick are not kept', async () => {
  const { storeId, order, handOver } = await visit({ flags: ['id_check'] });
  for (const field of ['idNumber', 'birthDate', 'age']) {
    const { status, body } = await handOver({ proof: 'id_checked', [field]: '12AB34567' });
    expect([status, body.errors?.map((error) => error.field)]).toEqual([400, [field]]);
  }
  const words = { proof: 'id_checked', reason: 'other', reasonNote: 'CNI 12AB34567, 01/02/1990' };
  const { body } = await handOver(words);
  const { proof, proofReason, proofNote } = body.card.order;
  expect([proof, proofReason ?? null, proofNote ?? null]).toEqual(['id_checked', null, null]);
  const rows = await setup.dataSource.query<object[]>('SELECT * FROM pickup_order WHERE id = $1', [order.id]);
  const kept = JSON.stringify([rows, await setup.eventsOf(storeId)]);
  expect(kept).toContain('id_checked');
  expect(kept).not.toMatch(/12AB34567|1990/);
});

it('is said to have been left out where a store lets the code suffice', async () => {
  const proofPolicy = { none: 'with_reason', idCheck: 'code_suffices', noneForIdCheck: false } as const;
  const { code, handOver } = await visit({ flags: ['id_check'] }, { proofPolicy });
  const { status, body } = await handOver({ proof: 'code', code });
  expect([status, body.card.flags, body.card.order.proof]).toEqual([200, ['id_check'], 'code']);
});
