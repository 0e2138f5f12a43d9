import { describe, expect, it } from 'vitest';
import { decideTrip, NEW_TRIP, type Trip } from './index.js';

const NOW = 1_800_000_000_000;

function must(decision: ReturnType<typeof decideTrip>) {
  if ('refused' in decision) throw new Error(`refused: ${decision.refused}`);
  return decision;
}

describe('a short message', () => {
  const here: Trip = { ...NEW_TRIP, state: 'arrived' };
  const sent = must(decideTrip(here, { name: 'send_message', message: 'hazard_lights' }, NOW));

  it('is stored with its time, only the newest', () => {
    expect(sent).toMatchObject({
      fact: 'message_sent',
      trip: { state: 'arrived', message: { message: 'hazard_lights', sentAt: NOW } },
    });
    expect(
      must(decideTrip(sent.trip, { name: 'send_message', message: 'on_our_way' }, NOW + 1000)).trip.message,
    ).toEqual({ message: 'on_our_way', sentAt: NOW + 1000 });
  });

  it.each(['complete', 'cancel', 'leave_open'] as const)('is over with the journey: %s', (name) => {
    expect(must(decideTrip(sent.trip, { name }, NOW + 1000)).trip.message).toBeNull();
  });
});
