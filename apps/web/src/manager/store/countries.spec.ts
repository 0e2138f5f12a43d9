import { describe, expect, it } from 'vitest';
import { COUNTRIES, countryOfZone, namedCountries } from './countries.js';

describe('the countries of stores', () => {
  it('are all named, each once, in the order of the language', () => {
    expect(new Set(COUNTRIES).size).toBe(245);
    const french = namedCountries('fr');
    expect(french.every(([code, name]) => /^[A-Z]{2}$/.test(code) && name !== code)).toBe(true);
    const at = (wanted: string) => french.findIndex(([code]) => code === wanted);
    expect(french[at('DE')]).toEqual(['DE', 'Allemagne']);
    // Égypte stands among the E, and not behind the Z.
    expect(at('EG')).toBeLessThan(at('FR'));
  });

  it('are known by a time zone', () => {
    const zones = ['Europe/Paris', 'Europe/London', 'America/Sao_Paulo', 'UTC'];
    expect(zones.map(countryOfZone)).toEqual(['FR', 'GB', 'BR', undefined]);
  });
});
