import { describe, expect, it } from 'vitest';
import {
  decideSubstitute,
  decideTrip,
  NEW_TRIP,
  SUBSTITUTE_COMMANDS,
  SUBSTITUTE_STATES,
  type SubstituteCommandName,
  type SubstituteState,
  type Trip,
  type Traveller,
} from './index.js';

const NOW = 1_800_000_000_000;

/** What each command leads to; `-` is refused. Written by hand, not read off the table. */
const expected: Record<SubstituteState, Record<SubstituteCommandName, SubstituteState | '-'>> = {
  none: { name: 'named', revoke: 'none' },
  named: { name: '-', revoke: 'none' },
};

describe('every state × command of a substitute', () => {
  for (const state of SUBSTITUTE_STATES) {
    for (const command of SUBSTITUTE_COMMANDS) {
      it(`${state} × ${command} → ${expected[state][command]}`, () => {
        const decision = decideSubstitute(state, command, false);
        expect('refused' in decision ? '-' : decision.state).toBe(expected[state][command]);
        expect(decideSubstitute(state, command, true)).toEqual({ refused: 'not-possible-now' });
      });
    }
  }
});

describe('the position', () => {
  const started = (by: Traveller, trip: Trip = NEW_TRIP): Trip => {
    const decision = decideTrip(trip, { name: 'start', sharing: true, declaredArrivalAt: null, by }, NOW);
    if ('refused' in decision) throw new Error(decision.refused);
    return decision.trip;
  };
  const turned = (trip: Trip, sharing: boolean, by: Traveller) =>
    decideTrip(trip, { name: 'change_sharing', sharing, by }, NOW);

  it('is that of whoever said last that they share theirs', () => {
    const customers = started('customer');
    expect(customers).toMatchObject({ sharing: 'live', sharedBy: 'customer' });
    const theirs = turned(customers, true, 'substitute');
    expect(theirs).toMatchObject({
      trip: { sharing: 'live', sharedBy: 'substitute' },
      fact: 'sharing_started',
    });
    expect(started('substitute', customers)).toMatchObject({ sharedBy: 'substitute' });
    expect(turned(started('substitute'), true, 'substitute')).toMatchObject({ fact: null });
  });

  it('is turned off by whom it shows, and by nobody else', () => {
    const theirs = started('substitute');
    expect(turned(theirs, false, 'customer')).toEqual({ trip: theirs, fact: null });
    expect(turned(theirs, false, 'substitute')).toMatchObject({
      trip: { sharing: 'stopped' },
      fact: 'sharing_stopped',
    });
  });

  it('of a page that knows of no substitute is the customer’s', () => {
    const decision = decideTrip(NEW_TRIP, { name: 'start', sharing: true, declaredArrivalAt: null }, NOW);
    expect(decision).toMatchObject({ trip: { sharedBy: 'customer' } });
  });
});
