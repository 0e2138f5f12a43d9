import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import {
  decideTrip,
  EVIDENCE,
  NEW_TRIP,
  TRIP_COMMANDS,
  TRIP_STATES,
  type ArrivalEvidence,
  type Trip,
  type TripArrival,
  type TripCommand,
  type TripCommandName,
  type TripState,
} from './index.js';

const NOW = 1_800_000_000_000;

const arrival = (evidence: ArrivalEvidence, occurredAt = NOW - 60_000): TripArrival => ({
  occurredAt,
  decidedAt: NOW - 50_000,
  evidence,
  confirmed: evidence !== 'tapped_far',
  reasons: null,
});

const ANNECY = { storeId: 'annecy', name: 'Annecy', since: NOW - 30_000 };

const trip = (over: Partial<Trip> = {}): Trip => ({ ...NEW_TRIP, ...over });

const command = (name: TripCommandName): TripCommand => {
  switch (name) {
    case 'start':
      return { name, sharing: true, declaredArrivalAt: null };
    case 'change_sharing':
      return { name, sharing: true };
    case 'declare':
      return { name, declaredArrivalAt: NOW + 600_000 };
    case 'be_late':
      return { name, arrivalAt: NOW + 1_200_000 };
    case 'note_arrival':
    case 'correct_arrival':
      return { name, occurredAt: NOW - 1000, evidence: 'position_parked', reasons: null };
    case 'note_other_store':
      return { name, store: ANNECY };
    case 'note_approaching':
    case 'note_departure':
      return { name, occurredAt: NOW - 1000, claimed: false };
    case 'reopen':
      return { name, anew: false };
    case 'send_message':
      return { name, message: 'hazard_lights' };
    case 'note_return':
      return { name, occurredAt: NOW - 1000 };
    default:
      return { name };
  }
};

function must(decision: ReturnType<typeof decideTrip>) {
  if ('refused' in decision) throw new Error(`refused: ${decision.refused}`);
  return decision;
}

/** Columns as in TRIP_COMMANDS; `-` is refused. Written by hand, not read off the table. */
const expected: Record<TripState, string> = {
  //         start sharing declare appr. arrival correct question withdraw depart return left-open lapse complete reopen cancel expire other message late
  pending: 'started - pending - arrived - - - - - - - completed - canceled expired - - pending',
  started:
    'started started started approaching arrived - - - - - - pending completed - canceled expired started started started',
  approaching:
    'approaching approaching approaching approaching arrived - - - - - - pending completed - canceled expired approaching approaching approaching',
  arrived:
    'arrived arrived arrived - arrived arrived arrived started departed - left_open - completed - canceled - arrived arrived -',
  departed:
    'departed departed departed - arrived departed - started - arrived - pending completed - canceled expired departed departed departed',
  left_open: 'started - - - arrived - - pending - - - - completed - canceled expired - - -',
  completed: '- - - - - - - - - - - - - arrived - - - - -',
  canceled: '- - - - - - - - - - - - - - - - - - -',
  expired: '- - - - - - - - - - - - completed pending - - - - -',
};

describe('every state × command of a trip', () => {
  for (const state of TRIP_STATES) {
    const cells = expected[state].split(' ');
    TRIP_COMMANDS.forEach((name, i) => {
      it(`${state} × ${name} → ${cells[i]}`, () => {
        const here = ['arrived', 'departed', 'left_open', 'completed'].includes(state);
        const before = trip({ state, arrival: here ? arrival('tapped_near') : null });
        const decision = decideTrip(before, command(name), NOW);
        expect('refused' in decision ? '-' : decision.trip.state).toBe(cells[i]);
      });
    });
  }
});

describe('an arrival', () => {
  it('is reported once; a position after the tap corrects the time and nothing else', () => {
    const tapped = must(
      decideTrip(
        trip({ state: 'started', startedAt: NOW - 600_000, firstSignAt: NOW - 600_000 }),
        { name: 'note_arrival', occurredAt: NOW, evidence: 'tapped_near', reasons: null },
        NOW,
      ),
    );
    expect(tapped.fact).toBe('trip_arrived');
    const parked = must(
      decideTrip(
        tapped.trip,
        { name: 'note_arrival', occurredAt: NOW - 40_000, evidence: 'position_parked', reasons: null },
        NOW + 5000,
      ),
    );
    expect(parked.fact).toBe('arrival_corrected');
    expect(parked.trip.arrival).toMatchObject({
      occurredAt: NOW - 40_000,
      decidedAt: NOW,
      evidence: 'position_parked',
    });
  });

  it('tapped from far away is not confirmed, until a bay, a position or staff says so', () => {
    const far = must(
      decideTrip(
        trip({ state: 'started' }),
        { name: 'note_arrival', occurredAt: NOW, evidence: 'tapped_far', reasons: null },
        NOW,
      ),
    ).trip;
    expect(far.arrival?.confirmed).toBe(false);
    const confirmed = must(
      decideTrip(
        far,
        { name: 'note_arrival', occurredAt: NOW + 90_000, evidence: 'position_inside', reasons: null },
        NOW + 95_000,
      ),
    );
    expect(confirmed.fact).toBe('arrival_corrected');
    expect(confirmed.trip.arrival).toMatchObject({ confirmed: true, occurredAt: NOW + 90_000 });
  });

  it('keeps the earlier time when a bay is scanned after a tap', () => {
    const before = trip({ state: 'arrived', arrival: arrival('tapped_unseen', NOW - 30_000) });
    const after = must(
      decideTrip(
        before,
        { name: 'note_arrival', occurredAt: NOW, evidence: 'bay_scanned', reasons: null },
        NOW,
      ),
    );
    expect(after.trip.arrival).toMatchObject({ occurredAt: NOW - 30_000, evidence: 'bay_scanned' });
  });

  it('is never dated in the future', () => {
    const after = must(
      decideTrip(
        trip({ state: 'started' }),
        { name: 'note_arrival', occurredAt: NOW + 3_600_000, evidence: 'tapped_unseen', reasons: null },
        NOW,
      ),
    );
    expect(after.trip.arrival?.occurredAt).toBe(NOW);
  });

  it('is never dated before the first sign of the trip, whatever the clock of the phone says', () => {
    const began = trip({ state: 'started', startedAt: NOW - 60_000, firstSignAt: NOW - 60_000 });
    const occurredAt = NOW - 25 * 60_000;
    const after = decideTrip(
      began,
      { name: 'note_arrival', occurredAt, evidence: 'position_parked', reasons: null },
      NOW,
    );
    expect(must(after).trip.arrival?.occurredAt).toBe(NOW - 60_000);
  });

  it('counts as a correction when withdrawn, and can be reported again', () => {
    const gone = must(
      decideTrip(
        trip({ state: 'arrived', arrival: arrival('tapped_near') }),
        { name: 'withdraw_arrival' },
        NOW,
      ),
    );
    expect(gone.trip).toMatchObject({ state: 'started', arrival: null, corrections: 1 });
    expect(must(decideTrip(gone.trip, command('note_arrival'), NOW)).fact).toBe('trip_arrived');
  });

  it('keeps its first time when the customer leaves and comes back', () => {
    const left = trip({ state: 'departed', departedAt: NOW - 5000, arrival: arrival('position_parked') });
    const back = must(
      decideTrip(
        left,
        { name: 'note_arrival', occurredAt: NOW, evidence: 'tapped_near', reasons: null },
        NOW,
      ),
    );
    expect(back.fact).toBe('trip_returned');
    expect(back.trip.arrival?.occurredAt).toBe(NOW - 60_000);
  });
});

describe('a recall', () => {
  it('brings back a customer who was here, and one who had not even started', () => {
    const here = trip({ state: 'completed', arrival: arrival('tapped_near'), closedAt: NOW });
    expect(must(decideTrip(here, { name: 'reopen', anew: false }, NOW)).trip.state).toBe('arrived');
    const never = trip({ state: 'completed', closedAt: NOW });
    expect(must(decideTrip(never, { name: 'reopen', anew: false }, NOW)).trip).toMatchObject({
      state: 'pending',
      closedAt: null,
    });
  });
});

describe('any commands in any order', () => {
  const anyCommand = fc.constantFrom(...TRIP_COMMANDS).chain((name): fc.Arbitrary<TripCommand> =>
    name === 'note_arrival' || name === 'correct_arrival'
      ? fc.record({
          name: fc.constant(name),
          occurredAt: fc.integer({ min: NOW - 1_000_000, max: NOW + 1_000_000 }),
          evidence: fc.constantFrom(...EVIDENCE),
          reasons: fc.constant(null),
        })
      : fc.constant(command(name)),
  );

  it('an arrival is reported at most once between two withdrawals, and its evidence never weakens', () => {
    fc.assert(
      fc.property(fc.array(anyCommand, { maxLength: 40 }), (commands) => {
        let current = NEW_TRIP;
        let told = 0;
        for (const [i, c] of commands.entries()) {
          const decision = decideTrip(current, c, NOW + i * 1000);
          if ('refused' in decision) continue;
          if (decision.fact === 'arrival_withdrawn' || decision.trip.arrival === null) told = 0;
          if (current.state === 'left_open') told = 0;
          if (decision.fact === 'trip_arrived') told += 1;
          expect(told).toBeLessThanOrEqual(1);
          const [was, is] = [current.arrival, decision.trip.arrival];
          // Only a question, its answer, and another day's arrival say less than was known.
          const asks = decision.trip.questionedAt !== null || current.questionedAt !== null;
          if (was?.confirmed && is && !asks && current.state !== 'left_open') expect(is.confirmed).toBe(true);
          if (decision.trip.questionedAt !== null) expect(is?.confirmed).toBe(false);
          if (is) expect(is.occurredAt).toBeLessThanOrEqual(NOW + i * 1000);
          expect(decision.trip.state === 'arrived' && is === null).toBe(false);
          current = decision.trip;
        }
      }),
    );
  });
});
