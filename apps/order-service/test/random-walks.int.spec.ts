/**
 * Random walks through both state machines, by HTTP and by trip events, beside a model that is only the
 * domain's pure functions: the service allows exactly what they allow, and keeps exactly what they say.
 */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Card, TripEvent } from '@curbline/contracts/events';
import { decideOrder, DEFAULT_PROOF_POLICY, type Order, type OrderCommand } from '@curbline/domain/order';
import { decideTrip, NEW_TRIP, type Trip, type TripCommand } from '@curbline/domain/trip';
import { SeededRandom } from '@curbline/testkit';
import { World, type Answer, type Caller } from './world.js';

const SEED = 20_260_311;
const WALKS = 12;
const STEPS = 40;

let world: World;
let storeId: string;
let shop: Caller;
let staff: readonly { readonly caller: Caller; readonly name: string }[];
beforeAll(async () => {
  world = await World.open();
  storeId = await world.store();
  shop = await world.shop();
}, 120_000);
afterAll(() => world.close());

/** What the domain says, nothing else. `by` is a name, since ids are the service's own. */
class Model {
  trip: Trip = NEW_TRIP;
  order: Order = {
    state: 'placed',
    readyAt: null,
    expectedReadyAt: null,
    claimedBy: null,
    claimedAt: null,
    handedOverAt: null,
    proof: null,
    proofReason: null,
    recalls: 0,
  };

  /** @returns whether the command was allowed. */
  onTrip(command: TripCommand): boolean {
    const decision = decideTrip(this.trip, command, world.clock.now());
    if ('refused' in decision) return false;
    this.trip = decision.trip;
    return true;
  }

  onOrder(command: OrderCommand): boolean {
    const decision = decideOrder(this.order, command, world.clock.now());
    if ('refused' in decision) return false;
    this.order = decision.order;
    if (command.name === 'hand_over' && this.trip.questionedAt !== null) {
      const occurredAt = world.clock.now();
      this.onTrip({ name: 'note_arrival', occurredAt, evidence: 'staff_entered', reasons: null });
    }
    const { state } = this.order;
    if (state === 'handed_over') this.onTrip({ name: 'complete' });
    if (state === 'canceled') this.onTrip({ name: 'cancel' });
    if (command.name === 'recall') this.onTrip({ name: 'reopen', anew: false });
    return true;
  }
}

type Step = {
  readonly name: string;
  readonly run: () => Promise<[allowed: boolean, answer?: Answer<unknown>]>;
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
      const occurredAt = world.clock.now() - 3_000;
      const allowed = model.onTrip(command(occurredAt));
      await world.tripEvent({
        id: `${tripId}:${(number += 1)}`,
        storeId,
        tripId,
        type,
        occurredAt: new Date(occurredAt).toISOString(),
        decidedAt: world.clock.iso(),
        evidence: type === 'arrived' || type === 'arrival_corrected' ? 'position_parked' : null,
        reasons: null,
        requestId: null,
      });
      return [allowed];
    },
  });
  const by = (name: string) => ({ staffId: name, name });
  const parked = { evidence: 'position_parked', reasons: null } as const;
  const now = () => world.clock.now();
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

const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());

/** The model as a card would say it. */
const told = ({ trip, order }: Model) => ({
  order: {
    state: order.state,
    readyAt: iso(order.readyAt),
    ...(order.expectedReadyAt !== null && { expectedReadyAt: iso(order.expectedReadyAt) }),
    claimedBy: order.claimedBy?.name ?? null,
    claimedAt: iso(order.claimedAt),
    handedOverAt: iso(order.handedOverAt),
    proof: order.proof,
    ...(order.proofReason && { proofReason: order.proofReason, proofNote: null }),
    recalls: order.recalls,
  },
  trip: {
    state: trip.state,
    sharing: trip.sharing,
    startedAt: iso(trip.startedAt),
    approachingAt: iso(trip.approachingAt),
    departedAt: iso(trip.departedAt),
    declaredArrivalAt: iso(trip.declaredArrivalAt),
    firstSignAt: iso(trip.firstSignAt),
    ...(trip.message && { message: { ...trip.message, sentAt: iso(trip.message.sentAt) } }),
    ...(trip.questionedAt !== null && { questionedAt: iso(trip.questionedAt) }),
  },
  arrival: trip.arrival && {
    occurredAt: iso(trip.arrival.occurredAt),
    decidedAt: iso(trip.arrival.decidedAt),
    evidence: trip.arrival.evidence,
    confirmed: trip.arrival.confirmed,
  },
  corrections: trip.corrections,
});

function tellsTheSame(card: Card | undefined) {
  if (!card) return undefined;
  const { version: _order, claimedBy, ...order } = card.order;
  const { version: _trip, ...trip } = card.trip;
  const { reasons: _reasons, ...arrival } = card.arrival ?? { reasons: null };
  return {
    order: { ...order, claimedBy: claimedBy?.name ?? null },
    trip,
    arrival: card.arrival && arrival,
    corrections: card.corrections,
  };
}

describe(`random walks (seed ${SEED})`, () => {
  it(`allow and keep what the domain says, ${WALKS} × ${STEPS} steps`, async () => {
    const random = new SeededRandom(SEED);
    const allowed = { yes: 0, no: 0 };
    for (let walk = 0; walk < WALKS; walk += 1) {
      staff = [
        { caller: await world.staff(storeId, 'Léa'), name: 'Léa' },
        { caller: await world.staff(storeId, 'Tom'), name: 'Tom' },
      ];
      const { order, link } = await world.order(shop, storeId);
      const model = new Model();
      const steps = stepsOf(model, order.id, order.tripId, await world.customer(link));
      const path: string[] = [];
      for (let taken = 0; taken < STEPS; taken += 1) {
        world.clock.advance(random.integer(1, 20) * 1000);
        // A cancellation ends the walk: not before its last quarter.
        const step = random.pick(
          taken < STEPS * 0.75 ? steps.filter((s) => !s.name.startsWith('cancel')) : steps,
        );
        path.push(step.name);
        const [may, answer] = await step.run();
        allowed[may ? 'yes' : 'no'] += 1;
        if (answer) expect({ path, status: answer.status }).toEqual({ path, status: may ? 200 : 409 });
        const last = await world.log.latestOfTrip(storeId, order.tripId);
        expect({ path, ...tellsTheSame(last?.payload.card) }).toEqual({ path, ...told(model) });
      }
    }
    expect(allowed.yes).toBeGreaterThan(WALKS * 10);
    expect(allowed.no).toBeGreaterThan(WALKS * 10);
  }, 120_000);
});
