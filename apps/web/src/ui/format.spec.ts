import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import ts from 'typescript';
import { browserFamily, directions } from '../customer/directions.js';
import {
  clockTime,
  clockTimeWithSeconds,
  dayAndTime,
  firstName,
  ofToday,
  otherDay,
  phoneHref,
  sentence,
  distance,
} from './format.js';
import { type Locale, overwriteGetLocale } from './locale.js';
import { ordinal } from './quantities.js';
import { sampleView } from '../../fixtures/customer-view.js';

const inLanguage = <T>(language: Locale, read: () => T): T => {
  overwriteGetLocale(() => language);
  return read();
};
const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ');

describe('times', () => {
  const at = Date.parse('2026-03-04T16:42:00Z');

  it('are the store’s own, in one style', () => {
    expect(inLanguage('fr', () => clockTime(at, 'Europe/Paris'))).toBe('17:42');
    expect(inLanguage('en', () => clockTime(at, 'Europe/Paris'))).toBe('17:42');
    expect(inLanguage('en', () => clockTime(at, 'America/New_York'))).toBe('11:42');
    expect(inLanguage('en', () => clockTime(Date.parse('2026-03-03T23:05:00Z'), 'Europe/Paris'))).toBe(
      '00:05',
    );
  });

  it('keep to the store’s zone across a change of clocks', () => {
    expect(inLanguage('fr', () => clockTime(Date.parse('2026-03-29T00:59:00Z'), 'Europe/Paris'))).toBe(
      '01:59',
    );
    expect(inLanguage('fr', () => clockTime(Date.parse('2026-03-29T01:00:00Z'), 'Europe/Paris'))).toBe(
      '03:00',
    );
  });

  it('name the day only when it is another one there', () => {
    expect(inLanguage('fr', () => otherDay(at, at, 'Europe/Paris'))).toBeNull();
    expect(inLanguage('fr', () => otherDay(at + 86_400_000, at, 'Europe/Paris'))).toBe('jeudi 5 mars');
    expect(inLanguage('fr', () => otherDay(Date.parse('2026-03-04T23:30:00Z'), at, 'Europe/Paris'))).toBe(
      'jeudi 5 mars',
    );
  });

  it('give the hours of the store’s own weekday', () => {
    const { hours } = sampleView.store;
    expect(ofToday(hours, at, 'Europe/Paris')).toHaveLength(2);
    expect(ofToday(hours, Date.parse('2026-03-08T12:00:00Z'), 'Europe/Paris')).toEqual([]);
    expect(ofToday(hours, Date.parse('2026-03-08T23:30:00Z'), 'Europe/Paris')).toHaveLength(1);
  });
});

describe('a time of day', () => {
  it('is the store’s own, on both sides of a clock change', () => {
    expect(clockTime(Date.parse('2026-03-29T00:30:00Z'), 'Europe/Paris')).toBe('01:30');
    expect(clockTimeWithSeconds(Date.parse('2026-03-29T01:30:00Z'), 'Europe/Paris')).toBe('03:30:00');
  });

  it('of another day comes with the day', () => {
    const at = Date.parse('2026-11-28T08:23:00Z');
    expect(inLanguage('fr', () => dayAndTime(at, 'Europe/Paris'))).toBe('sam. 28 nov., 09:23');
    expect(inLanguage('en', () => dayAndTime(at, 'Europe/Paris'))).toBe('Sat 28 Nov, 09:23');
  });
});

describe('words', () => {
  it('count places as each language does', () => {
    expect([1, 2, 3].map((place) => inLanguage('fr', () => ordinal(place)))).toEqual(['1ᵉʳ', '2ᵉ', '3ᵉ']);
    expect([1, 2, 3, 4, 11, 22].map((place) => inLanguage('en', () => ordinal(place)))).toEqual([
      '1st',
      '2nd',
      '3rd',
      '4th',
      '11th',
      '22nd',
    ]);
  });

  it('round distances to what a warning needs', () => {
    expect(plain(inLanguage('fr', () => distance(23_456)))).toBe('23 km');
    expect(plain(inLanguage('fr', () => distance(1_230)))).toBe('1,2 km');
    expect(plain(inLanguage('en', () => distance(342)))).toBe('340 m');
  });

  it('greet without the initial', () => {
    expect(firstName('Camille D.')).toBe('Camille');
    expect(firstName('Anne-Marie É')).toBe('Anne-Marie');
    expect(firstName('Jean Paul')).toBe('Jean Paul');
  });

  it('end with one sign, also where a long name was cut short', () => {
    expect(sentence('Bonjour Camille')).toBe('Bonjour Camille.');
    expect(sentence('Bonjour Anne-Marie-Geneviève de la Roche…')).toBe(
      'Bonjour Anne-Marie-Geneviève de la Roche…',
    );
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
  const folder = new URL('../../messages/', import.meta.url);
  const pages = readdirSync(folder).flatMap((name) => /^(.+)\.fr\.json$/.exec(name)?.[1] ?? []);
  const texts = (page: string, language: string): Record<string, string> =>
    JSON.parse(readFileSync(new URL(`${page}.${language}.json`, folder), 'utf8')) as Record<string, string>;
  const parameters = (text: string): string[] => [...text.matchAll(/\{\w+\}/g)].map(([name]) => name).sort();

  it.each(pages)('of %s are the same in both languages', (page) => {
    const [fr, en] = [texts(page, 'fr'), texts(page, 'en')];
    expect(Object.keys(en).sort()).toEqual(Object.keys(fr).sort());
    for (const key of Object.keys(fr))
      expect([key, parameters(en[key]!)]).toEqual([key, parameters(fr[key]!)]);
  });

  it.each(pages)('of %s keep French double signs with their word', (page) => {
    const loose = Object.entries(texts(page, 'fr')).filter(([, text]) =>
      / [:;?!»]|« |[^\u00a0][;?!]/.test(text),
    );
    expect(loose).toEqual([]);
  });

  it('of the server keep them, too', () => {
    const root = new URL('../../../../', import.meta.url);
    const sources = ['libs', 'apps', 'src']
      .flatMap((name) =>
        readdirSync(new URL(name, root), { recursive: true, encoding: 'utf8' }).map(
          (path) => `${name}/${path}`,
        ),
      )
      .filter((path) => /^(src|libs\/\w+|apps\/[a-z]+-?service|apps\/gateway)\/.*\.ts$/.test(path))
      .filter((path) => !/\.d\.ts$|\.spec\.ts$|\/(dist|test|node_modules|migrations)\//.test(path));
    expect(sources.length).toBeGreaterThan(300);
    const loose = sources.flatMap((path) =>
      textsIn(path, readFileSync(new URL(path, root), 'utf8')).filter(
        (text) =>
          /(^|[\p{L}\d»’)"%²]) [:;?!»](\s|$)|« /u.test(text) &&
          !/^ [?:] $/.test(text) &&
          // A text message keeps to GSM-7, which has no such blank.
          !text.startsWith('{store} :'),
      ),
    );
    expect(loose).toEqual([]);
  });
});

/** What a source file has between quotes, without what is put in. */
function textsIn(path: string, source: string): string[] {
  const texts: string[] = [];
  // Parsing is slow, and no French text is in a file without one accent.
  if (!/[éèêàùç«]/.test(source)) return texts;
  const visit = (node: ts.Node): void => {
    const isText = ts.isStringLiteralLike(node) || ts.isTemplateHead(node);
    if (isText || ts.isTemplateMiddle(node) || ts.isTemplateTail(node)) texts.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, source, ts.ScriptTarget.Latest));
  return texts;
}
