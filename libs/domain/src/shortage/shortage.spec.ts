import { describe, expect, it } from 'vitest';
import {
  choicesOffered,
  decideShortage,
  DEFAULT_SHORTAGE_POLICY,
  SHORTAGE_ACTORS,
  SHORTAGE_COMMANDS,
  SHORTAGE_FALLBACKS,
  SHORTAGE_STATES,
  SHORTAGE_TRANSITIONS,
  type Shortage,
  type ShortageCommand,
  type ShortageCommandName,
  type ShortageQuestion,
  type ShortageState,
} from './index.js';

const NOW = 1_800_000_000_000;
const OPEN = { open: true, ordered: 3, handedOver: false };

const question: ShortageQuestion = {
  missing: 2,
  substitute: 'Lait bio 1 L',
  stores: [],
  choices: ['substitute', 'without', 'refund'],
  fallback: 'without',
  until: NOW + 600_000,
};
const shortage = (over: Partial<Shortage> = {}): Shortage => ({
  ...question,
  state: 'asked',
  askedAt: NOW - 1_000,
  choice: null,
  chosenStore: null,
  settledAt: null,
  ...over,
});
/** A shortage as it stands in each state. */
const IN: Record<ShortageState, Shortage> = {
  asked: shortage(),
  agreed: shortage({ state: 'agreed', choice: 'without', settledAt: NOW - 500 }),
  fallen_back: shortage({ state: 'fallen_back', choice: 'without', settledAt: NOW - 500, until: NOW - 500 }),
  withdrawn: shortage({ state: 'withdrawn', settledAt: NOW - 500 }),
};
const COMMANDS: Record<ShortageCommandName, ShortageCommand> = {
  ask: { name: 'ask', question: { ...question, missing: 1 } },
  answer: { name: 'answer', choice: 'substitute', store: null },
  fall_back: { name: 'fall_back' },
  withdraw: { name: 'withdraw' },
};
/** Written by hand, not read off the table: ask, answer, fall_back (past the limit), withdraw. */
const EXPECTED: Record<ShortageState, readonly (ShortageState | '-')[]> = {
  asked: ['asked', 'agreed', 'fallen_back', 'withdrawn'],
  agreed: ['asked', 'agreed', '-', 'withdrawn'],
  fallen_back: ['asked', '-', '-', 'withdrawn'],
  withdrawn: ['asked', '-', '-', 'withdrawn'],
};

describe('every state × command of a shortage', () => {
  for (const state of SHORTAGE_STATES) {
    for (const [index, name] of SHORTAGE_COMMANDS.entries()) {
      const to = EXPECTED[state][index];
      it(`${state} × ${name} → ${to}`, () => {
        const now = name === 'fall_back' ? question.until : NOW;
        const decided = decideShortage(IN[state], COMMANDS[name], OPEN, now);
        expect('refused' in decided ? '-' : decided.shortage.state).toBe(to);
        const inTable = SHORTAGE_TRANSITIONS.find((t) => t.from === state && t.command === name)?.to;
        expect(inTable ?? '-').toBe(to);
      });
    }
  }

  it('is for one kind of actor each', () => {
    expect(SHORTAGE_ACTORS).toEqual({
      ask: 'staff',
      answer: 'customer',
      fall_back: 'system',
      withdraw: 'staff',
    });
  });

  it('is refused once the order is over, but for what silence falls back to', () => {
    for (const [name, command] of Object.entries(COMMANDS)) {
      const over = { ...OPEN, open: false, handedOver: true };
      const decided = decideShortage(IN.asked, command, over, NOW);
      if (name === 'fall_back') expect(decided).toMatchObject({ shortage: { state: 'fallen_back' } });
      else expect(decided).toEqual({ refused: 'not-possible-now' });
    }
  });

  it('needs a question first', () => {
    for (const name of ['answer', 'fall_back', 'withdraw'] as const)
      expect(decideShortage(undefined, COMMANDS[name], OPEN, NOW)).toEqual({ refused: 'not-possible-now' });
    expect(decideShortage(undefined, COMMANDS.ask, OPEN, NOW)).toMatchObject({ fact: 'line_short' });
  });
});

describe('a question', () => {
  it('asked twice is one, also after it was answered', () => {
    for (const state of ['asked', 'agreed', 'fallen_back'] as const)
      expect(decideShortage(IN[state], { name: 'ask', question }, OPEN, NOW)).toEqual({
        shortage: IN[state],
        fact: null,
      });
    expect(decideShortage(IN.withdrawn, { name: 'ask', question }, OPEN, NOW)).toMatchObject({
      fact: 'line_short',
      shortage: { state: 'asked', askedAt: NOW },
    });
  });

  it('with another number or substitute is a new one, and the answer to the old one is gone', () => {
    for (const other of [{ missing: 3 }, { substitute: null }]) {
      const asked = { ...question, ...other, until: NOW + 900_000 };
      expect(decideShortage(IN.agreed, { name: 'ask', question: asked }, OPEN, NOW)).toEqual({
        shortage: shortage({ ...asked, askedAt: NOW }),
        fact: 'line_short',
      });
    }
  });

  it('is never about more than was ordered', () => {
    const asked = { ...question, missing: 3.5 };
    expect(decideShortage(undefined, { name: 'ask', question: asked }, OPEN, NOW)).toEqual({
      refused: 'more-than-ordered',
    });
  });
});

describe('an answer', () => {
  const answer = (choice: 'substitute' | 'without' | 'home_delivery', of = IN.asked, now = NOW) =>
    decideShortage(of, { name: 'answer', choice, store: null }, OPEN, now);

  it('is one of what was asked', () => {
    expect(answer('home_delivery')).toEqual({ refused: 'choice-not-offered' });
  });

  it('may be changed until the limit and not a millisecond longer', () => {
    expect(answer('substitute', IN.agreed, question.until - 1)).toMatchObject({
      shortage: { choice: 'substitute' },
    });
    expect(answer('substitute', IN.agreed, question.until)).toEqual({ refused: 'answer-too-late' });
    expect(answer('substitute', IN.fallen_back)).toEqual({ refused: 'answer-too-late' });
  });

  it('given twice, or by two phones, is one; also when the second comes past the limit', () => {
    expect(answer('without', IN.agreed, question.until + 1)).toEqual({ shortage: IN.agreed, fact: null });
  });

  it('names one of the stores that were offered; another one is another answer', () => {
    const store = { name: 'Lyon Bellecour', address: '', distanceM: 900, quantity: 3, at: NOW };
    const asked = shortage({
      choices: ['without', 'another_store'],
      stores: [
        { id: 'near', ...store },
        { id: 'far', ...store },
      ],
    });
    const go = (to: string | null, of = asked) =>
      decideShortage(of, { name: 'answer', choice: 'another_store', store: to }, OPEN, NOW);
    const refused = { refused: 'choice-not-offered' };
    expect([go('elsewhere'), go(null), go('near', shortage())]).toEqual([refused, refused, refused]);
    const agreed = go('near');
    expect(agreed).toMatchObject({ shortage: { choice: 'another_store', chosenStore: 'near' } });
    if (!('shortage' in agreed)) return;
    expect(go('near', agreed.shortage)).toEqual({ shortage: agreed.shortage, fact: null });
    expect(go('far', agreed.shortage)).toMatchObject({ shortage: { chosenStore: 'far' } });
    const without = { name: 'answer', choice: 'without', store: 'near' } as const;
    expect(decideShortage(agreed.shortage, without, OPEN, NOW)).toMatchObject({
      shortage: { choice: 'without', chosenStore: null },
    });
  });
});

describe('silence', () => {
  it('falls back at the limit and not before', () => {
    expect(decideShortage(IN.asked, { name: 'fall_back' }, OPEN, question.until - 1)).toEqual({
      refused: 'not-possible-now',
    });
    expect(decideShortage(IN.asked, { name: 'fall_back' }, OPEN, question.until)).toMatchObject({
      fact: 'shortage_settled',
      shortage: { state: 'fallen_back', choice: 'without', settledAt: question.until },
    });
  });
});

describe('what a store allows', () => {
  it('leaves the substitute out where none is named, and always has what happens to the silent', () => {
    const usual = DEFAULT_SHORTAGE_POLICY;
    expect(choicesOffered(usual, 'Lait', false)).toEqual(['substitute', 'without', 'refund']);
    expect(choicesOffered(usual, null, true)).toEqual(['without', 'refund']);
    for (const fallback of SHORTAGE_FALLBACKS)
      expect(choicesOffered({ choices: ['substitute'], minutes: 5, fallback }, null, false)).toEqual([
        fallback,
      ]);
  });

  it('sends nobody to another store that nobody knows to have it', () => {
    const policy = { ...DEFAULT_SHORTAGE_POLICY, choices: ['another_store', 'refund'] } as const;
    expect(choicesOffered(policy, null, false)).toEqual(['without', 'refund']);
    expect(choicesOffered(policy, null, true)).toEqual(['without', 'refund', 'another_store']);
  });
});
