import { describe, expect, it } from 'vitest';
import {
  addTexts,
  fetchedText,
  inBothLanguages,
  inLanguage,
  type Locale,
  overwriteGetLocale,
} from './locale.js';

describe('a message', () => {
  it('of a fetched list is drawn in the language that is on, be it the first part of it or all', () => {
    let on: Locale = 'en';
    overwriteGetLocale(() => on);
    const [go, greeting] = [fetchedText(0), fetchedText(2)];
    addTexts('en', ['I’m on my way']);
    expect(go()).toBe('I’m on my way');
    addTexts('en', ['I’m on my way', 'Ready', 'Hello {name}, at {time}: {name}']);
    addTexts('fr', ['Je pars', 'Prête', 'Bonjour {name}']);
    expect(greeting({ name: 'Zoé', time: '17:42' })).toBe('Hello Zoé, at 17:42: Zoé');
    on = 'fr';
    expect(go()).toBe('Je pars');
    expect(greeting({ name: '$& {time}' })).toBe('Bonjour $& {time}');
  });

  it('that holds both its texts needs no list', () => {
    let on: Locale = 'fr';
    overwriteGetLocale(() => on);
    const hello = inBothLanguages('Bonjour', (name: string) => `Hello ${name}`);
    expect(hello('Ada')).toBe('Bonjour');
    on = 'en';
    expect(hello('Ada')).toBe('Hello Ada');
  });

  it('is drawn in a language of its own for paper, also when that fails', () => {
    overwriteGetLocale(() => 'fr');
    const hello = inBothLanguages('Bonjour', 'Hello');
    expect([inLanguage('en', hello), hello()]).toEqual(['Hello', 'Bonjour']);
    const fail = (): never => {
      throw new Error('no paper');
    };
    expect(() => inLanguage('en', fail)).toThrow('no paper');
    expect(hello()).toBe('Bonjour');
  });
});
