import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { clockTime, firstName, hoursToday, otherDay, phoneHref } from './formatting.js';
import { browserFamily, directions, distance, ordinal } from './way-words.js';
import { sampleView } from '../../fixtures/customer-view.js';

const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ');

describe('times', () => {
  const at = Date.parse('2026-03-04T16:42:00Z');

  it('are the store’s own, in one style', () => {
    expect(clockTime(at, 'fr', 'Europe/Paris')).toBe('17:42');
    expect(clockTime(at, 'en', 'Europe/Paris')).toBe('17:42');
    expect(clockTime(at, 'en', 'America/New_York')).toBe('11:42');
    expect(clockTime(Date.parse('2026-03-03T23:05:00Z'), 'en', 'Europe/Paris')).toBe('00:05');
  });

  it('keep to the store’s zone across a change of clocks', () => {
    expect(clockTime(Date.parse('2026-03-29T00:59:00Z'), 'fr', 'Europe/Paris')).toBe('01:59');
    expect(clockTime(Date.parse('2026-03-29T01:00:00Z'), 'fr', 'Europe/Paris')).toBe('03:00');
  });

  it('name the day only when it is another one there', () => {
    expect(otherDay(at, at, 'fr', 'Europe/Paris')).toBeNull();
    expect(otherDay(at + 86_400_000, at, 'fr', 'Europe/Paris')).toBe('jeudi 5 mars');
    expect(otherDay(Date.parse('2026-03-04T23:30:00Z'), at, 'fr', 'Europe/Paris')).toBe('jeudi 5 mars');
  });

  it('give the hours of the store’s own weekday', () => {
    const { hours } = sampleView.store;
    expect(hoursToday(hours, at, 'Europe/Paris')).toHaveLength(2);
    expect(hoursToday(hours, Date.parse('2026-03-08T12:00:00Z'), 'Europe/Paris')).toEqual([]);
    expect(hoursToday(hours, Date.parse('2026-03-08T23:30:00Z'), 'Europe/Paris')).toHaveLength(1);
  });
});

describe('words', () => {
  it('count places as each language does', () => {
    expect([1, 2, 3].map((place) => ordinal(place, 'fr'))).toEqual(['1ᵉʳ', '2ᵉ', '3ᵉ']);
    expect([1, 2, 3, 4, 11, 22].map((place) => ordinal(place, 'en'))).toEqual([
      '1st',
      '2nd',
      '3rd',
      '4th',
      '11th',
      '22nd',
    ]);
  });

  it('round distances to what a warning needs', () => {
    expect(plain(distance(23_456, 'fr'))).toBe('23 km');
    expect(plain(distance(1_230, 'fr'))).toBe('1,2 km');
    expect(plain(distance(342, 'en'))).toBe('340 m');
  });

  it('greet without the initial', () => {
    expect(firstName('Camille D.')).toBe('Camille');
    expect(firstName('Anne-Marie É')).toBe('Anne-Marie');
    expect(firstName('Jean Paul')).toBe('Jean Paul');
  });

  it('make a number to dial', () => {
    expect(phoneHref('+33 4 78 (00) 00-00')).toBe('tel:+33478000000');
    expect(phoneHref('04.78.00.00.00')).toBe('tel:0478000000');
  });
});

describe('ways out of the page', () => {
  it('carry the store’s position and nothing else', () => {
    const links = directions({ longitude: 4.85, latitude: 45.76 }, 'Mozilla/5.0 (Linux; Android 15)');
    expect(links.map(({ name }) => name)).toEqual(['Google Maps', 'Waze']);
    for (const { href } of links) expect(decodeURIComponent(href)).toContain('45.760000,4.850000');
    expect(directions({ longitude: 0, latitude: 0 }, 'iPhone').map(({ name }) => name)).toContain('Plans');
  });

  it('tell the browsers apart whose settings differ', () => {
    expect(browserFamily('Mozilla/5.0 (iPhone; CPU iPhone OS 19_0)')).toBe('ios');
    expect(browserFamily('Mozilla/5.0 (Linux; Android 15)')).toBe('android');
    expect(browserFamily('Mozilla/5.0 (X11; Linux x86_64)')).toBe('other');
  });
});

describe('the texts', () => {
  const texts = (page: string, language: string): Record<string, string> =>
    JSON.parse(
      readFileSync(new URL(`../../messages/${page}.${language}.json`, import.meta.url), 'utf8'),
    ) as Record<string, string>;
  const parameters = (text: string): string[] => [...text.matchAll(/\{\w+\}/g)].map(([name]) => name).sort();

  it.each(['ui', 'customer', 'start'])('of %s are the same in both languages', (page) => {
    const [fr, en] = [texts(page, 'fr'), texts(page, 'en')];
    expect(Object.keys(en).sort()).toEqual(Object.keys(fr).sort());
    for (const key of Object.keys(fr))
      expect([key, parameters(en[key]!)]).toEqual([key, parameters(fr[key]!)]);
  });

  it.each(['ui', 'customer', 'start', 'board', 'manager'])(
    'of %s keep French double signs with their word',
    (page) => {
      const loose = Object.entries(texts(page, 'fr')).filter(([, text]) =>
        / [:;?!»]|« |[^\u00a0][;?!]/.test(text),
      );
      expect(loose).toEqual([]);
    },
  );
});
