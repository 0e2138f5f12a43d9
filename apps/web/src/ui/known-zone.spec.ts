import { describe, expect, it } from 'vitest';
import { clockTime } from './format.js';
import { knownZone } from './known-zone.js';

describe('a store’s time zone in the browser', () => {
  it('is the store’s own where the browser knows it', () => {
    expect(knownZone('Pacific/Fiji')).toBe('Pacific/Fiji');
  });

  it('is the device’s own where it does not, and times are still written', () => {
    expect(knownZone('Europe/Neverland')).toBeUndefined();
    expect(clockTime(0, 'Europe/Neverland')).toMatch(/^\d\d:\d\d$/);
  });
});
