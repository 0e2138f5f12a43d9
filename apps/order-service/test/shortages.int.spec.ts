/** Missing goods: staff ask, the customer answers, silence falls back, and whatever comes at the wrong moment is refused. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CardAnswer, CustomerView } from '@curbline/contracts/http';
import type { Problem } from '@curbline/contracts/problems';
import { ShortagesService } from '../src/shortages/shortages.service.js';
import type { Caller } from './caller.js';
import { TestSetup } from './test-setup.js';

const MILK = { sku: 'M-1', name: 'Lait demi-écrémé 1 L', quantity: 6, flags: ['substitutable'] };
const HAM = { name: 'Jambon', quantity: 0.35 };

let setup: TestSetup;
let storeId: string;
let shop: Caller;
let lea: Caller;
beforeAll(async () => {
  setup = await TestSetup.open();
  storeId = await setup.store();
  shop = await setup.shop();
  lea = await setup.staff(storeId, 'Léa');
}, 120_000);
afterAll(() => setup.close());

async function visit(at = storeId, by = lea) {
  const { order, link } = await setup.order(shop, at, { state: 'ready', lines: [MILK, HAM] });
  const customer = await setup.customer(link);
  const orderAt = `/v1/stores/${at}/orders/${order.id}`;
  const mark = (line: number, body: object = {}, key?: string) =>
    by.put<CardAnswer & Problem>(
      `${orderAt}/shortages/${line}`,
      { name: line === 0 ? MILK.name : HAM.name, missing: line === 0 ? 2 : 0.35, ...body },
      key,
    );
  const found = (line: number) => by.post<CardAnswer & Problem>(`${orderAt}/shortages/${line}/found`);
  const answer = (line: number, choice: string, caller = customer) =>
    caller.put<CustomerView & Problem>(`trip/shortages/${order.id}/${line}`, { choice });
  const act = (action: string, body: object = {}) => by.post<CardAnswer>(`${orderAt}/${action}`, body);
  const seen = async () => (await customer.get<CustomerView>('trip')).body.shortages;
  const logged = async () =>
    (await setup.eventsOf(at))
      .filter(({ entityId, type }) => entityId === order.id && /short/.test(type))
      .map(({ type, actor }) => `${type} by ${actor.kind}`);
  return { order, link, customer, mark, found, answer, act, seen, logged };
}
const fallBack = () => setup.app.get(ShortagesService, { strict: false }).fallBack();

describe('a line that is short', () => {
  it('is asked on the customer’s page, and one tap settles it on the card and in the log', async () => {
    const { order, mark, answer, seen, logged } = await visit();
    const asked = await mark(0, { substitute: ' Lait bio  1 L ' });
    const until = new Date(setup.clock.now() + 600_000).toISOString();
    const shortage = {
      ...{ line: 0, sku: 'M-1', name: MILK.name, ordered: 6, missing: 2, substitute: 'Lait bio 1 L' },
      ...{ choices: ['substitute', 'without', 'refund'], fallback: 'without', state: 'asked' },
      ...{ askedAt: setup.clock.iso(), until, choice: null, settledAt: null },
    };
    expect([asked.status, asked.body.card.shortages]).toEqual([200, [shortage]]);
    expect(await seen()).toEqual([{ ...shortage, orderId: order.id }]);
    const agreed = { state: 'agreed', choice: 'substitute', settledAt: setup.clock.iso() };
    expect((await answer(0, 'substitute')).body.shortages).toMatchObject([agreed]);
    const [event] = (await setup.eventsOf(storeId)).filter(({ type }) => type === 'shortage_settled');
    expect(event).toMatchObject({
      actor: { kind: 'customer', id: null, name: null },
      payload: { card: { shortages: [{ ...shortage, ...agreed }] } },
    });
    expect(await logged()).toEqual(['line_short by staff', 'shortage_settled by customer']);
  });

  it('is asked once, however often it is sent, and anew when something else is missing or offered', async () => {
    const { mark, answer, logged } = await visit();
    const same = await mark(0, {}, 'the-same-tap-sent-twice');
    expect((await mark(0, {}, 'the-same-tap-sent-twice')).body).toEqual(same.body);
    expect((await mark(0)).body).toEqual(same.body);
    await mark(1);
    await answer(0, 'refund');
    const anew = await mark(0, { missing: 3 });
    expect(anew.body.card.shortages).toMatchObject([
      { line: 0, missing: 3, state: 'asked', choice: null },
      { line: 1, missing: 0.35, state: 'asked' },
    ]);
    expect(await logged()).toEqual([
      ...['line_short by staff', 'line_short by staff', 'shortage_settled by customer'],
      'line_short by staff',
    ]);
  });

  it('is found after all: nothing is left to ask', async () => {
    const { mark, found, answer, seen, logged } = await visit();
    await mark(0);
    await answer(0, 'without');
    expect((await found(0)).body.card.shortages).toMatchObject([{ state: 'withdrawn', choice: null }]);
    expect((await found(0)).status).toBe(200);
    expect(await seen()).toBeUndefined();
    expect([(await answer(0, 'refund')).status, (await found(1)).status]).toEqual([409, 404]);
    expect((await logged()).at(-1)).toBe('shortage_withdrawn by staff');
  });

  it('is shown to staff alone: no wall and no masked board has a name of goods', async () => {
    const { mark } = await visit();
    const { card } = (await mark(0)).body;
    const { cardFor } = await import('@curbline/contracts/visibility');
    expect(cardFor('staff', card).shortages).toHaveLength(1);
    for (const audience of ['wall', 'masked'] as const)
      expect(cardFor(audience, card)).not.toHaveProperty('shortages.0');
  });

  it.each([
    [{ missing: 7 }, 422, 'more-than-ordered'],
    [{ missing: 0 }, 400, 'invalid-input'],
    [{ missing: -1 }, 400, 'invalid-input'],
    [{ missing: 'all' }, 400, 'invalid-input'],
    [{ name: 'Lait entier' }, 409, 'changed-meanwhile'],
    [{ substitute: 'x'.repeat(81) }, 400, 'invalid-input'],
    [{ choices: ['refund'] }, 400, 'invalid-input'],
  ])('is refused as %j', async (body, status, code) => {
    const { mark } = await visit();
    const refused = await mark(0, body);
    expect([refused.status, refused.body.code]).toEqual([status, code]);
  });

  it('is a line of the order, and of an order that is still here', async () => {
    const { mark, act, order } = await visit();
    expect([(await mark(2)).status, (await mark(2)).body.code]).toEqual([404, 'line-unknown']);
    expect((await mark(-1)).status).toBe(400);
    await act('hand-over', { proof: 'id_checked' });
    const late = await mark(0);
    expect([late.status, late.body.code, late.body.card]).toMatchObject([
      ...[409, 'not-possible-now'],
      { orderId: order.id },
    ]);
  });
});

describe('an answer', () => {
  it('is one of what the store allows', async () => {
    const at = await setup.store({
      shortages: { choices: ['home_delivery'], minutes: 30, fallback: 'refund' },
    });
    const { mark, answer } = await visit(at, await setup.staff(at, 'Tom'));
    const { card } = (await mark(0, { substitute: 'Lait bio' })).body;
    expect(card.shortages).toMatchObject([{ choices: ['home_delivery', 'refund'], fallback: 'refund' }]);
    for (const choice of ['substitute', 'without']) {
      const refused = await answer(0, choice);
      expect([refused.status, refused.body.code]).toEqual([422, 'choice-not-offered']);
    }
    expect((await answer(0, 'everything')).status).toBe(400);
    expect((await answer(0, 'home_delivery')).status).toBe(200);
  });

  it('comes from two phones at once, and is one; from the same phone it may change until the limit', async () => {
    const { link, mark, answer, logged } = await visit();
    await mark(0);
    const other = await setup.customer(link);
    const both = await Promise.all([answer(0, 'without'), answer(0, 'without', other)]);
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    expect(await logged()).toEqual(['line_short by staff', 'shortage_settled by customer']);
    expect((await answer(0, 'refund')).body.shortages).toMatchObject([{ choice: 'refund' }]);
    setup.clock.advance(600_000);
    expect((await answer(0, 'without')).body.code).toBe('answer-too-late');
    // What was said stands, and silence has nothing to add.
    await fallBack();
    expect((await answer(0, 'refund')).body.shortages).toMatchObject([{ choice: 'refund', state: 'agreed' }]);
  });

  it('is about a line that was asked, of an order of this trip that is still here', async () => {
    const { order, mark, answer, act } = await visit();
    expect((await answer(0, 'without')).body.code).toBe('line-unknown');
    await mark(0);
    const stranger = await visit();
    const foreign = await stranger.customer.put<Problem>(`trip/shortages/${order.id}/0`, {
      choice: 'without',
    });
    expect([foreign.status, foreign.body.code]).toEqual([404, 'order-unknown']);
    await act('hand-over', { proof: 'id_checked' });
    expect([(await answer(0, 'without')).status]).toEqual([409]);
  });
});

describe('silence', () => {
  it('falls back to the store’s usual at the limit, and says so', async () => {
    const { mark, answer, seen, logged } = await visit();
    await mark(0);
    setup.clock.advance(599_000);
    await fallBack();
    expect(await seen()).toMatchObject([{ state: 'asked' }]);
    setup.clock.advance(1_000);
    await Promise.all([fallBack(), fallBack()]);
    expect(await seen()).toMatchObject([{ state: 'fallen_back', choice: 'without' }]);
    expect((await answer(0, 'refund')).body.code).toBe('answer-too-late');
    expect(await logged()).toEqual(['line_short by staff', 'shortage_settled by system']);
  });

  it('falls back at the hand-over, when there is nothing left to ask', async () => {
    const { mark, act, seen } = await visit();
    await mark(0);
    await act('hand-over', { proof: 'id_checked' });
    await fallBack();
    expect(await seen()).toMatchObject([{ state: 'fallen_back', choice: 'without' }]);
  });
});

describe('what a store allows', () => {
  it('is part of its settings, as they were sent', async () => {
    const manager = await setup.manager(storeId);
    const read = async () =>
      (await manager.get<{ version: number; settings: { shortages?: unknown } }>(`/v1/stores/${storeId}`))
        .body;
    const edit = async (shortages: unknown) =>
      (
        await setup
          .caller({ ...manager.headers, 'if-match': `"${(await read()).version}"` })
          .patch(`/v1/stores/${storeId}`, { shortages })
      ).status;
    const policy = { choices: ['without', 'refund'], minutes: 5, fallback: 'refund' };
    expect(await edit(policy)).toBe(200);
    expect((await read()).settings.shortages).toEqual(policy);
    for (const wrong of [
      { ...policy, choices: [] },
      { ...policy, choices: ['refund', 'refund'] },
      { ...policy, fallback: 'substitute' },
      { ...policy, minutes: 1 },
    ])
      expect(await edit(wrong)).toBe(400);
  });
});
