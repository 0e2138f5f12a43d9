import { describe, expect, it } from 'vitest';
import { MESSAGE_KINDS } from './message-kinds.js';
import { usualText } from './collected-texts.js';
import { templateFaults } from './template.js';

describe('a text in the store’s own words', () => {
  it.each([
    ['Bonjour {name}, commande {code} : {link}', []],
    ['Bonjour {prénom}, {NAME}, { name }', ['{prénom}', '{NAME}', '{ name }']],
    ['Bonjour {name, venez', ['{name, venez']],
    ['Bonjour name}', ['}']],
    ['{{name}}', ['{', '}']],
  ])('%s', (text, unknown) => {
    expect(templateFaults(text, 'other', 'fr')).toEqual(unknown.map((what) => ({ kind: 'unknown', what })));
  });

  it('is one text message of the GSM alphabet with usual values', () => {
    expect(templateFaults(`{store} : {code} ${'a'.repeat(60)} {link}`, 'sms', 'fr')).toEqual([]);
    expect(templateFaults(`{store} : {code} ${'a'.repeat(90)} {link}`, 'sms', 'fr')).toEqual([
      { kind: 'segments', segments: 2, foreign: [] },
    ]);
    expect(templateFaults('Votre commande {code} est prête', 'sms', 'fr')).toEqual([
      { kind: 'segments', segments: 1, foreign: ['ê'] },
    ]);
  });

  it.each([true, false])('could be any of the usual ones, brought or not: %s', (isBrought) => {
    for (const kind of MESSAGE_KINDS) {
      for (const language of ['fr', 'en'] as const) {
        const { sms, subject, body } = usualText(kind, language, isBrought);
        expect([kind, language, templateFaults(sms, 'sms', language)]).toEqual([kind, language, []]);
        if (!isBrought)
          expect(`${sms} ${body}`).not.toMatch(/sort|come out|coming out|bring|apporte|outside|dehors/);
        expect(templateFaults(subject, 'other', language)).toEqual([]);
        expect(templateFaults(body, 'other', language)).toEqual([]);
      }
    }
  });
});
