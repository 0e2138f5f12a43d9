import { describe, expect, it } from 'vitest';
import { currentPayload } from './past-events.js';

describe('an event of version 1', () => {
  it('has the service under its former name', () => {
    expect(currentPayload(1, { card: { shortCode: 'A1', pickupType: 'walk_in', bay: null } })).toEqual({
      card: { shortCode: 'A1', service: 'walk_in', bay: null },
    });
  });

  it('is read as it is where it has no card', () => {
    expect(currentPayload(1, {})).toEqual({});
    expect(currentPayload(1, { store: { name: 'Lyon' } })).toEqual({ store: { name: 'Lyon' } });
  });
});

describe('an event of today', () => {
  it('is read as it is', () => {
    const payload = { card: { shortCode: 'A1', service: 'walk_in' } };
    expect(currentPayload(2, payload)).toBe(payload);
  });
});
