import { expect, it } from 'vitest';
import { decideTrip, NEW_TRIP, type Trip, type TripCommand } from './index.js';

const NOW = Date.parse('2026-03-11T17:00:00Z');
const PREDICTED = { madeAt: NOW - 400_000, arrivalAt: NOW - 30_000 };
const NEWS = { name: 'note_arrival', occurredAt: NOW, reasons: null } as const;

function after(trip: Trip, command: TripCommand): Trip {
  const decision = decideTrip(trip, command, NOW);
  if ('refused' in decision) throw new Error('the command was refused');
  return decision.trip;
}

it('keeps the prediction that positions brought when a sign tells more of the arrival', () => {
  const started: Trip = {
    ...NEW_TRIP,
    state: 'started',
    startedAt: NOW - 900_000,
    firstSignAt: NOW - 900_000,
  };
  const parked = after(started, { ...NEWS, evidence: 'position_parked', predicted: PREDICTED });
  expect(parked.arrival?.predicted).toEqual(PREDICTED);
  const scanned = after(parked, { ...NEWS, evidence: 'bay_scanned' });
  expect(scanned.arrival).toMatchObject({ evidence: 'bay_scanned', predicted: PREDICTED });
});
