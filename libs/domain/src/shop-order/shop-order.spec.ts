import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { ORDER_STATES, type OrderState } from '../order/order-transitions.js';
import {
  decideSteps,
  decideVersion,
  decideWanted,
  newsFor,
  type CurrentOrder,
  type LocationMapping,
  type ShopOrderFacts,
  type ShopOrderVersion,
} from './index.js';

interface Version extends ShopOrderVersion {
  readonly facts: ShopOrderFacts;
}

const STAGES = ['not_yet', 'open', 'over', 'canceled'] as const;
/** What a person has mapped: two stores, one place that is ignored on purpose, and one that nobody mapped. */
const MAP: Readonly<Record<string, LocationMapping>> = {
  lyon: { kind: 'store', storeId: 'lyon' },
  paris: { kind: 'store', storeId: 'paris' },
  depot: { kind: 'ignored' },
};
const mappingOf = (location: string | null): LocationMapping => MAP[location ?? ''] ?? { kind: 'unknown' };

const facts: fc.Arbitrary<ShopOrderFacts> = fc.record({
  stage: fc.constantFrom(...STAGES),
  isPickup: fc.boolean(),
  location: fc.constantFrom('lyon', 'paris', 'depot', 'nowhere', null),
});

/** A shop's history: edits, cancels, moves and the like, several of them within one second of its clock. */
const history = fc
  .array(fc.record({ facts, afterMs: fc.integer({ min: 0, max: 900 }) }), { minLength: 1, maxLength: 8 })
  .map((steps) => {
    let at = 1_700_000_000_000;
    return steps.map(({ facts: each, afterMs }, index): Version => {
      at += afterMs;
      return {
        changedAt: Math.floor(at / 1_000) * 1_000,
        readAt: null,
        stageRank: STAGES.indexOf(each.stage),
        digest: `${JSON.stringify(each)} ${index}`,
        facts: each,
      };
    });
  });

/** The deliveries of a history: each version at least once, some twice, in any order. */
const deliveries = history.chain((versions) =>
  fc
    .shuffledSubarray([...versions, ...versions, ...versions], { minLength: versions.length })
    .map((some) => ({ versions, sent: [...versions.filter((each) => !some.includes(each)), ...some] })),
);

class Curbline {
  known: Version | undefined;
  current: CurrentOrder | undefined;
  private reads = 0;

  constructor(
    private readonly canRead: boolean,
    private readonly truth: Version,
  ) {}

  receive(next: Version): void {
    const decision = decideVersion(this.known, next, this.canRead);
    if (decision === 'read') return this.receive({ ...this.truth, readAt: (this.reads += 1) });
    if (decision !== 'newer') return;
    this.known = next;
    const wanted = decideWanted(next.facts, mappingOf(next.facts.location));
    for (const step of decideSteps(wanted, this.current)) {
      if (step.name === 'place')
        this.current = { storeId: step.storeId, state: 'placed', closedByShop: false };
      else if (step.name !== 'edit' && this.current) {
        const state = step.name === 'cancel' ? 'canceled' : 'handed_over';
        this.current = { ...this.current, state, closedByShop: step.name === 'close' };
      }
    }
  }

  /** Where staff have something to do, and by which version. */
  get end(): unknown {
    const open = this.current?.state === 'placed' ? this.current.storeId : null;
    return { open, version: this.known?.digest };
  }
}

function endOf(sent: readonly Version[], canRead: boolean, truth: Version): unknown {
  const curbline = new Curbline(canRead, truth);
  for (const version of sent) curbline.receive(version);
  return curbline.end;
}

describe('the deliveries of a shop', () => {
  it('end in what the shop has, in any order and however often each comes', () => {
    fc.assert(
      fc.property(deliveries, ({ versions, sent }) => {
        const truth = versions.at(-1)!;
        const wanted = decideWanted(truth.facts, mappingOf(truth.facts.location));
        expect(endOf(sent, true, truth)).toEqual({
          open: wanted.kind === 'order' ? wanted.storeId : null,
          version: truth.digest,
        });
      }),
      { numRuns: 2_000 },
    );
  });

  it('end in one state where the shop cannot be asked', () => {
    fc.assert(
      fc.property(deliveries, ({ versions, sent }) => {
        const truth = versions.at(-1)!;
        expect(endOf(sent, false, truth)).toEqual(endOf(versions, false, truth));
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('the steps', () => {
  it('leave nothing to do once they are taken, from every state', () => {
    for (const state of ORDER_STATES) {
      for (const closedByShop of [false, true]) {
        const current = { storeId: 'lyon', state, closedByShop };
        const steps = decideSteps({ kind: 'none', reason: 'canceled' }, current);
        const open: OrderState[] = ['placed', 'preparing', 'ready', 'not_collected'];
        expect(steps).toEqual(open.includes(state) ? [{ name: 'cancel' }] : []);
      }
    }
  });

  it('do not prepare again what staff have handed over, and do what the shop closed and opened again', () => {
    const wanted = { kind: 'order', storeId: 'lyon' } as const;
    const handedOver = { storeId: 'lyon', state: 'handed_over' } as const;
    expect(decideSteps(wanted, { ...handedOver, closedByShop: false })).toEqual([]);
    expect(decideSteps(wanted, { ...handedOver, closedByShop: true })).toEqual([
      { name: 'place', storeId: 'lyon' },
    ]);
  });

  it('move an order to another store by canceling it and placing it there', () => {
    const current = { storeId: 'lyon', state: 'ready', closedByShop: false } as const;
    expect(decideSteps({ kind: 'order', storeId: 'paris' }, current)).toEqual([
      { name: 'cancel' },
      { name: 'place', storeId: 'paris' },
    ]);
  });
});

describe('the news for a shop', () => {
  it.each([
    ['placed', false, null, null],
    ['ready', false, null, 'ready'],
    ['ready', false, 'ready', null],
    ['ready', true, 'ready', 'arrived'],
    ['placed', true, null, 'arrived'],
    ['handed_over', true, null, 'handed_over'],
    ['handed_over', true, 'handed_over', null],
    ['ready', true, 'handed_over', null],
    ['canceled', true, 'ready', null],
    ['not_collected', false, 'ready', null],
  ] as const)('of an order that is %s, arrived: %s, after %s are %s', (state, arrived, told, news) => {
    expect(newsFor({ state, arrived }, told)).toBe(news);
  });
});
