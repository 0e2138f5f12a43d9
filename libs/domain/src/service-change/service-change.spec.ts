import { describe, expect, it } from 'vitest';
import { changesFrom, keepsPlace } from './index.js';

describe('a change of service on the way', () => {
  it('leads to what the store offers besides, and to nothing that it does not offer', () => {
    expect(changesFrom('curbside', ['curbside', 'walk_in'])).toEqual(['walk_in']);
    expect(changesFrom('drive_through', ['curbside', 'walk_in'])).toEqual(['curbside', 'walk_in']);
    expect(changesFrom('walk_in', ['walk_in'])).toEqual([]);
  });

  it('leads away from a locker, and never to one', () => {
    expect(changesFrom('locker', ['curbside', 'locker'])).toEqual(['curbside']);
    expect(changesFrom('curbside', ['curbside', 'locker'])).toEqual([]);
  });

  it('keeps the place where people wait at the same kind of place, and gives it up otherwise', () => {
    expect(keepsPlace('curbside', 'curbside')).toBe(true);
    expect([keepsPlace('curbside', 'walk_in'), keepsPlace('walk_in', 'drive_through')]).toEqual([
      false,
      false,
    ]);
  });
});
