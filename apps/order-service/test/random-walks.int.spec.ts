/**
 * Random walks through both state machines, by HTTP and by trip events, beside a model that is only the
 * domain's pure functions: the service allows exactly what they allow, and keeps exactly what they say. Illegal steps
 * are impossible even by SQL (the short run; `npm run bench -- prove-once` walks 10,000 sequences).
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TripEvent } from '@curbline/contracts/events';
import { DEFAULT_PROOF_POLICY, type OrderCommand } from '@curbline/domain/order';
import { type TripCommand } from '@curbline/domain/trip';
import { SeededRandom } from '@curbline/testkit';
import type { Caller, Reply } from './caller.js';
import { recordedAndRebuilt } from './rebuilt-records.js';
import { walkBySql } from './steps-by-sql.js';
import { cardOf, comparable, Model } from './trip-model.js';
import { TestSetup } from './test-setup.js';

const SEED = 20_260_311;
const SQL_SEED = 20_260_312;
const WALKS = 12;
const STEPS = 40;

let setup: TestSetup;
let storeId: string;
let shop: Caller;
let staff: readonly { readonly caller: Caller; readonly name: string }[];
beforeAll(async () => {
  setup = await TestSetup.open();
  storeId = await setup.store();
  shop = await setup.shop();
}, 120_000);
afterAll(() => setup.close());

type Step = {
  readonly name: string;
  readonly run: () => Promise<[allowed: boolean, answer?: Reply<unknown>]>;
};

function stepsOf(model: Model, orderId: string, tripId: string, customer: Caller): Step[] {
  let number = 0;
  const at = `/v1/stores/${storeId}/orders/${orderId}`;
  const byStaff = (action: string, body: object, command: (name: string) => OrderCommand): Step[] =>
    staff.map(({ caller, name }) => ({
      name: `${action} by ${name}`,
      run: async () => [model.onOrder(command(name)), await caller.post(`${at}/${action}`, body)],
    }));
  const byCustomer = (action: string, body: object, command: () => TripCommand): Step => ({
    name: `${action} ${JSON.stringify(body)}`,
    run: async () => [model.onTrip(command()), await customer.post(`trip/${action}`, body)],
  });
  const byShop = (action: string, command: OrderCommand): Step => ({
    name: `${action} by the shop`,
    run: async () => [model.onOrder(command), await shop.post(`/v1/orders/${orderId}/${action}`)],
  });
  const arrivalBy = (
    action: 'arrival' | 'not-here' | 'message',
    command: () => TripCommand,
    body = {},
  ): Step => ({
    name: `${action} by staff`,
    run: async () => [model.onTrip(command()), await staff[0]?.caller.post(`${at}/${action}`, body)],
  });
  const seen = (type: TripEvent['type'], command: (occurredAt: number) => TripCommand): Step => ({
    name: `${type} by position`,
    run: async () => {
      const occurredAt = setup.clock.now() - 3_000;
      const allowed = model.onTrip(command(occurredAt));
      await setup.tripEvent({
        id: `${tripId}:${(number += 1)}`,
        storeId,
        tripId,
        type,
        occurredAt: new Date(occurredAt).toISOString(),
        decidedAt: setup.clock.iso(),
        evidence: type === 'arrived' || type === 'arrival_corrected' ? 'position_parked' : null,
        reasons: null,
        requestId: null,
      });
      return [allowed];
    },
  });
  const by = (name: string) => ({ staffId: name, name });
  const parked = { evidence: 'position_parked', reasons: null } as const;
  const now = () => setup.clock.now();
  return [
    ...byStaff('claim', {}, (name) => ({ name: 'claim', by: by(name) })),
    ...byStaff('release', {}, (name) => ({ name: 'release', by: by(name), anyClaim: false })),
    ...byStaff('hand-over', { proof: 'none', reason: 'phone_empty' }, (name) => ({
      name: 'hand_over',
      by: by(name),
      given: {
        proof: 'none',
        codeMatches: undefined,
        reason: 'phone_empty',
        explained: false,
        byManager: false,
        idCheck: false,
        policy: DEFAULT_PROOF_POLICY,
      },
    })),
    ...byStaff('recall', {}, () => ({ name: 'recall' })),
    ...byStaff('ready', {}, () => ({ name: 'make_ready' })),
    ...byStaff('delay', {}, () => ({ name: 'delay' })),
    arrivalBy('message', () => ({ name: 'send_message', message: 'hazard_lights' }), {
      message: 'hazard_lights',
    }),
    byShop('preparing', { name: 'prepare' }),
    byShop('cancel', { name: 'cancel' }),
    byCustomer('start', { sharing: true }, () => ({ name: 'start', sharing: true, declaredArrivalAt: null })),
    byCustomer('start', { declaredMinutes: 5 }, () => ({
      name: 'start',
      sharing: false,
      declaredArrivalAt: now() + 300_000,
    })),
    byCustomer('sharing', { sharing: true }, () => ({ name: 'change_sharing', sharing: true })),
    byCustomer('sharing', { sharing: false }, () => ({ name: 'change_sharing', sharing: false })),
    byCustomer('here', {}, () => ({
      name: 'note_arrival',
      occurredAt: now(),
      evidence: 'tapped_unseen',
      reasons: null,
    })),
    arrivalBy('arrival', () => ({
      name: 'note_arrival',
      occurredAt: now(),
      evidence: 'staff_entered',
      reasons: null,
    })),
    arrivalBy('not-here', () => ({
      name: model.trip.state === 'arrived' ? 'question_arrival' : 'withdraw_arrival',
    })),
    {
      name: 'not-here by the customer',
      run: async () => {
        const { arrival, closedAt } = model.trip;
        const already = arrival === null && closedAt === null;
        const allowed = already || model.onTrip({ name: 'withdraw_arrival' });
        return [allowed, await customer.post('trip/not-here')];
      },
    },
    seen('approaching', (occurredAt) => ({ name: 'note_approaching', occurredAt })),
    seen('arrived', (occurredAt) => ({ name: 'note_arrival', occurredAt, ...parked })),
    seen('arrival_corrected', (occurredAt) => ({ name: 'correct_arrival', occurredAt, ...parked })),
    seen('departed', (occurredAt) => ({
      name: 'note_departure',
      occurredAt,
      claimed: model.order.claimedBy !== null && !['handed_over', 'canceled'].includes(model.order.state),
    })),
    seen('returned', (occurredAt) => ({ name: 'note_return', occurredAt })),
  ];
}

describe(`random walks (seed ${SEED})`, () => {
  it(`allow and keep what the domain says, ${WALKS} × ${STEPS} steps`, async () => {
    const random = new SeededRandom(SEED);
    const allowed = { yes: 0, no: 0 };
    for (let walk = 0; walk < WALKS; walk += 1) {
      staff = [
        { caller: await setup.staff(storeId, 'Léa'), name: 'Léa' },
        { caller: await setup.staff(storeId, 'Tom'), name: 'Tom' },
      ];
      const { order, link } = await setup.order(shop, storeId);
      const model = new Model(setup.clock);
      const steps = stepsOf(model, order.id, order.tripId, await setup.customer(link));
      const path: string[] = [];
      for (let taken = 0; taken < STEPS; taken += 1) {
        setup.clock.advance(random.integer(1, 20) * 1000);
        // A cancellation ends the walk: not before its last quarter.
        const step = random.pick(
          taken < STEPS * 0.75 ? steps.filter((s) => !s.name.startsWith('cancel')) : steps,
        );
        path.push(step.name);
        const [may, answer] = await step.run();
        allowed[may ? 'yes' : 'no'] += 1;
        if (answer) expect({ path, status: answer.status }).toEqual({ path, status: may ? 200 : 409 });
        const last = await setup.log.latestOfTrip(storeId, order.tripId);
        expect({ path, ...comparable(last?.payload.card) }).toEqual({ path, ...cardOf(model) });
      }
    }
    expect(allowed.yes).toBeGreaterThan(WALKS * 10);
    expect(allowed.no).toBeGreaterThan(WALKS * 10);
  }, 120_000);

  it('leave the statistics with the records that the log alone leads to', async () => {
    const { recorded, rebuilt } = await recordedAndRebuilt(setup.dataSource, storeId);
    expect(recorded.length).toBeGreaterThan(WALKS / 2);
    expect(rebuilt).toEqual(recorded);
  });
});

describe(`random steps written by hand in SQL (seed ${SQL_SEED})`, () => {
  it('go exactly where the domain’s tables lead', async () => {
    const storeId = await setup.store();
    const { tried, refused } = await walkBySql(setup.dataSource, storeId, { runs: 400, seed: SQL_SEED });
    expect(refused).toBeGreaterThan(tried / 4);
    expect(tried - refused).toBeGreaterThan(tried / 10);
  }, 120_000);
});

describe('what no program may write either', () => {
  it('a claim without its time, a hand-over without its proof, a closed trip that is open', async () => {
    const storeId = await setup.store();
    const { order } = await setup.order(await setup.shop(), storeId);
    const byHand = (table: string, id: string, change: string) =>
      setup.dataSource.query(`UPDATE ${table} SET ${change} WHERE store_id = $1 AND id = $2`, [storeId, id]);
    const ofOrder = (change: string) => byHand('pickup_order', order.id, change);
    const ofTrip = (change: string) => byHand('trip', order.tripId, change);
    await expect(ofOrder(`claimed_by = 'lea'`)).rejects.toThrow(/violates check/);
    await expect(ofOrder(`state = 'handed_over', handed_over_at = now()`)).rejects.toThrow(/violates check/);
    await expect(ofOrder(`handed_over_at = now(), proof = 'none'`)).rejects.toThrow(/violates check/);
    await expect(ofTrip(`state = 'arrived'`)).rejects.toThrow(/violates check/);
    await expect(ofTrip('closed_at = now()')).rejects.toThrow(/violates check/);
    await expect(ofTrip(`other_store_id = 'annecy'`)).rejects.toThrow(/violates check/);
    // One claim and one trip an order are columns of its row: there is no place for a second.
    await expect(ofOrder('trip_id = NULL')).rejects.toThrow(/null value/);
    await expect(ofOrder('trip_id = gen_random_uuid()')).rejects.toThrow(/foreign key/);
  });
});
