import { describe, expect, it } from 'vitest';
import type { TripEvent } from '@curbline/contracts/events';
import { NEW_TRIP } from '@curbline/domain/trip';
import { commandFor } from './trip-events.service.js';

const AT = '2026-03-11T09:00:00.000Z';
const event = (type: TripEvent['type'], evidence: TripEvent['evidence'] = null): TripEvent => ({
  id: 'trip:1',
  storeId: 'lyon',
  tripId: '5f0c9d4e-0e53-4a0e-9a51-3f1c7f9f2f10',
  type,
  occurredAt: AT,
  decidedAt: AT,
  evidence,
  reasons: null,
  requestId: null,
});
const news = { occurredAt: Date.parse(AT), evidence: 'position_parked', reasons: null };

describe('commandFor', () => {
  it('has a command for each kind of event', () => {
    expect(commandFor(event('approaching'), NEW_TRIP)).toEqual({
      name: 'note_approaching',
      occurredAt: news.occurredAt,
    });
    expect(commandFor(event('arrived', 'position_parked'), NEW_TRIP)).toEqual({
      name: 'note_arrival',
      ...news,
    });
    expect(commandFor(event('arrival_corrected', 'position_parked'), NEW_TRIP)).toEqual({
      name: 'correct_arrival',
      ...news,
    });
    expect(commandFor(event('departed'), NEW_TRIP)?.name).toBe('note_departure');
    const store = { storeId: 'annecy', name: 'Annecy', since: news.occurredAt };
    expect(commandFor(event('at_other_store'), NEW_TRIP, store)).toEqual({ name: 'note_other_store', store });
    expect(commandFor(event('at_other_store'), NEW_TRIP)).toBeUndefined();
    expect(commandFor(event('left_other_store'), NEW_TRIP)).toEqual({
      name: 'note_other_store',
      store: null,
    });
  });

  it('takes an arrival without evidence for none', () => {
    expect(commandFor(event('arrived'), NEW_TRIP)).toBeUndefined();
    expect(commandFor(event('arrival_corrected'), NEW_TRIP)).toBeUndefined();
  });

  it('takes a return for an arrival when staff had taken the arrival back', () => {
    const returned = event('returned', 'position_parked');
    expect(commandFor(returned, { ...NEW_TRIP, state: 'departed' })?.name).toBe('note_return');
    expect(commandFor(returned, { ...NEW_TRIP, state: 'started' })?.name).toBe('note_arrival');
    expect(commandFor(event('returned'), { ...NEW_TRIP, state: 'started' })).toBeUndefined();
  });
});
