import { describe, expect, it } from 'vitest';
import {
  decideOrder,
  DEFAULT_PROOF_POLICY,
  DELAY_STEP_MS,
  LONGEST_DELAY_MS,
  ORDER_COMMANDS,
  ORDER_STATES,
  RECALL_MS,
  type Order,
  type OrderCommand,
  type OrderCommandName,
  type OrderState,
  type ProofGiven,
} from './index.js';

const lea = { staffId: 'lea', name: 'Léa' };
const tom = { staffId: 'tom', name: 'Tom' };
const NOW = 1_800_000_000_000;

const order = (over: Partial<Order> = {}): Order => ({
  state: 'ready',
  readyAt: NOW - 600_000,
  expectedReadyAt: null,
  claimedBy: null,
  claimedAt: null,
  handedOverAt: null,
  proof: null,
  proofReason: null,
  recalls: 0,
  ...over,
});

const given = (over: Partial<ProofGiven>): ProofGiven => ({
  proof: 'none',
  codeMatches: undefined,
  reason: null,
  explained: false,
  byManager: false,
  idCheck: false,
  policy: DEFAULT_PROOF_POLICY,
  ...over,
});

const command = (name: OrderCommandName): OrderCommand => {
  if (name === 'claim') return { name, by: lea };
  if (name === 'release') return { name, by: lea, anyClaim: false };
  if (name === 'hand_over') return { name, by: lea, given: given({ proof: 'code', codeMatches: true }) };
  if (name === 'open') return { name, compartment: 'A3', assigned: 'A3' };
  return { name };
};

/** What each command leads to, state by state; `-` is refused. Written by hand, not read off the table. */
const expected: Record<OrderState, Record<OrderCommandName, OrderState | '-'>> = {
  placed: row('preparing ready placed placed handed_over - canceled not_collected - placed placed - placed'),
  preparing: row(
    'preparing ready preparing preparing handed_over - canceled not_collected - preparing preparing - preparing',
  ),
  ready: row('- ready ready ready handed_over - canceled not_collected - ready - handed_over ready'),
  handed_over: row('- - - - - ready - - - - - - -'),
  canceled: row('- - - - - - - - - - - - -'),
  not_collected: row('- - - - handed_over - canceled - ready ready - - -'),
};

function row(cells: string): Record<OrderCommandName, OrderState | '-'> {
  const values = cells.split(' ');
  return Object.fromEntries(ORDER_COMMANDS.map((c, i) => [c, values[i]])) as Record<
    OrderCommandName,
    OrderState | '-'
  >;
}

describe('every state × command of an order', () => {
  for (const state of ORDER_STATES) {
    for (const name of ORDER_COMMANDS) {
      const to = expected[state][name];
      it(`${state} × ${name} → ${to}`, () => {
        const before = order({ state, handedOverAt: state === 'handed_over' ? NOW - 1000 : null });
        const decision = decideOrder(before, command(name), NOW);
        expect('refused' in decision ? '-' : decision.order.state).toBe(to);
        if ('refused' in decision) expect(decision.refused).toBe('not-possible-now');
      });
    }
  }
});

describe('a claim', () => {
  it('goes to the first person, and refuses the second with the name and time of the first', () => {
    const first = decideOrder(order(), { name: 'claim', by: lea }, NOW);
    if ('refused' in first) throw new Error('refused');
    expect(first.fact).toBe('order_claimed');
    const second = decideOrder(first.order, { name: 'claim', by: tom }, NOW + 4000);
    expect(second).toEqual({ refused: 'already-claimed', by: lea, at: NOW });
  });

  it('made twice by the same person changes nothing', () => {
    const claimed = order({ claimedBy: lea, claimedAt: NOW });
    expect(decideOrder(claimed, { name: 'claim', by: lea }, NOW + 1)).toEqual({ order: claimed, fact: null });
  });

  it('is released by its owner or by a manager, not by a colleague', () => {
    const claimed = order({ claimedBy: lea, claimedAt: NOW });
    expect(decideOrder(claimed, { name: 'release', by: tom, anyClaim: false }, NOW)).toEqual({
      refused: 'not-claimed-by-you',
    });
    for (const release of [
      { name: 'release', by: lea, anyClaim: false },
      { name: 'release', by: tom, anyClaim: true },
    ] as const) {
      const decision = decideOrder(claimed, release, NOW);
      expect(decision).toMatchObject({ fact: 'claim_released', order: { claimedBy: null, claimedAt: null } });
    }
  });
});

describe('an order that is not ready', () => {
  const late = order({ state: 'preparing', readyAt: null });

  it('is delayed by five minutes with each tap', () => {
    const first = decideOrder(late, { name: 'delay' }, NOW);
    expect(first).toMatchObject({ fact: 'order_delayed', order: { expectedReadyAt: NOW + DELAY_STEP_MS } });
    if ('refused' in first) throw new Error('refused');
    expect(decideOrder(first.order, { name: 'delay' }, NOW + 60_000)).toMatchObject({
      order: { expectedReadyAt: NOW + 2 * DELAY_STEP_MS },
    });
  });

  it('is delayed from now on once the earlier time has passed', () => {
    const now = NOW + 3_600_000;
    expect(decideOrder({ ...late, expectedReadyAt: NOW }, { name: 'delay' }, now)).toMatchObject({
      order: { expectedReadyAt: now + DELAY_STEP_MS },
    });
  });

  it('is never delayed by more than an hour', () => {
    const told = { ...late, expectedReadyAt: NOW + LONGEST_DELAY_MS - DELAY_STEP_MS };
    expect(decideOrder(told, { name: 'delay' }, NOW)).toMatchObject({ fact: 'order_delayed' });
    expect(
      decideOrder({ ...told, expectedReadyAt: told.expectedReadyAt + 1 }, { name: 'delay' }, NOW),
    ).toEqual({
      refused: 'not-possible-now',
    });
  });

  it('forgets the time once it is ready, handed over or given up and taken up again', () => {
    const told = { ...late, expectedReadyAt: NOW + 1000 };
    const handOver = {
      name: 'hand_over',
      by: lea,
      given: given({ proof: 'code', codeMatches: true }),
    } as const;
    for (const [from, next] of [
      [told, { name: 'make_ready' }],
      [told, handOver],
      [{ ...told, state: 'not_collected' }, { name: 'reopen' }],
    ] as const) {
      expect(decideOrder(from, next, NOW)).toMatchObject({ order: { expectedReadyAt: null } });
    }
  });
});

describe('a hand-over', () => {
  it.each(['code', 'qr'] as const)('by %s needs the right code', (proof) => {
    for (const codeMatches of [false, undefined]) {
      const decision = decideOrder(
        order(),
        { name: 'hand_over', by: lea, given: given({ proof, codeMatches }) },
        NOW,
      );
      expect(decision).toEqual({ refused: 'wrong-code' });
    }
  });

  it('without a code needs a reason, which is stored', () => {
    const handOver = (reason: ProofGiven['reason']) =>
      decideOrder(order(), { name: 'hand_over', by: lea, given: given({ reason }) }, NOW);
    expect(handOver(null)).toEqual({ refused: 'reason-needed' });
    expect(handOver('phone_empty')).toMatchObject({
      order: { proof: 'none', proofReason: 'phone_empty', handedOverAt: NOW, claimedBy: lea },
    });
  });

  it('can be recalled for 30 minutes and not a millisecond longer; the claim stays', () => {
    const done = order({ state: 'handed_over', handedOverAt: NOW, proof: 'code', claimedBy: lea });
    expect(decideOrder(done, { name: 'recall' }, NOW + RECALL_MS)).toMatchObject({
      fact: 'order_recalled',
      order: { state: 'ready', handedOverAt: null, proof: null, recalls: 1, claimedBy: lea },
    });
    expect(decideOrder(done, { name: 'recall' }, NOW + RECALL_MS + 1)).toEqual({
      refused: 'recall-too-late',
    });
  });
});

describe('an order in a compartment', () => {
  const open = (compartment: string, assigned: string | null) =>
    decideOrder(order(), { name: 'open', compartment, assigned }, NOW);

  it('is over when its own compartment is opened, and nobody claimed it', () => {
    expect(open('A3', 'A3')).toMatchObject({
      fact: 'order_handed_over',
      order: { state: 'handed_over', proof: 'opened', handedOverAt: NOW, claimedBy: null },
    });
  });

  it('is not over when another one is, or when it lies in none', () => {
    expect(open('A5', 'A3')).toEqual({ refused: 'wrong-compartment' });
    expect(open('A5', null)).toEqual({ refused: 'not-possible-now' });
  });
});

describe('an order that was given up', () => {
  const up = order({ state: 'not_collected', claimedBy: lea, claimedAt: NOW - 1000 });

  it('is ready again if it was ready, and unclaimed', () => {
    expect(decideOrder(up, { name: 'reopen' }, NOW)).toMatchObject({
      fact: 'order_reopened',
      order: { state: 'ready', claimedBy: null, claimedAt: null },
    });
    expect(decideOrder({ ...up, readyAt: null }, { name: 'change_window' }, NOW)).toMatchObject({
      fact: 'window_changed',
      order: { state: 'placed' },
    });
  });
});
