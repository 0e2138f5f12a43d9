import { describe, expect, it } from 'vitest';
import { radarTrip, saidOfTrip } from './radar-trip.js';

describe('what Radar’s SDK says of a trip', () => {
  it.each([
    ['a start', '{"externalId":"order-1","mode":"car"}', undefined, { externalId: 'order-1', status: '' }],
    [
      'an update',
      '{"status":"arrived","externalId":"other"}',
      'order-1',
      { externalId: 'order-1', status: 'arrived' },
    ],
    ['nothing', '', undefined, { externalId: '', status: '' }],
    ['a body that is too long', undefined, 'order-1', { externalId: 'order-1', status: '' }],
    ['what is no JSON', '{"externalId":', undefined, { externalId: '', status: '' }],
    ['other types', '{"externalId":5,"status":["arrived"]}', undefined, { externalId: '', status: '' }],
    ['null', 'null', undefined, { externalId: '', status: '' }],
    ['a list', '[1]', undefined, { externalId: '', status: '' }],
    [
      'a name without end',
      JSON.stringify({ externalId: 'x'.repeat(5000) }),
      undefined,
      { externalId: 'x'.repeat(200), status: '' },
    ],
  ])('is read from %s', (_what, body, name, said) => expect(saidOfTrip(body, name)).toEqual(said));

  it('is answered with how the trip stands, or without one with what was said', () => {
    const said = { externalId: 'order-1', status: 'arrived' };
    const status = (state?: Parameters<typeof radarTrip>[1]): unknown =>
      (radarTrip(said, state) as { trip: { status: string } }).trip.status;
    expect(status()).toBe('arrived');
    expect(status('approaching')).toBe('approaching');
    expect(status('departed')).toBe('started');
    expect(status('left_open')).toBe('expired');
  });
});
