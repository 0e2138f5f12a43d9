import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { sampleStats } from '../../../fixtures/figures.js';
import { overwriteGetLocale as overwriteOfMessages } from '../../messages/generated/runtime.js';
import { overwriteGetLocale, type Locale } from '../../ui/locale.js';
import { durationWords, percentText } from './figure-words.js';
import { causeSentence, headline } from './insight-words.js';

let locale: Locale;
function speakBy(language: () => Locale): void {
  overwriteGetLocale(language);
  overwriteOfMessages(language);
}
beforeEach(() => speakBy(() => locale));
afterAll(() => speakBy(() => 'fr'));

const plain = (text: string | null): string | undefined => text?.replaceAll('\u00a0', ' ');
const stats = (withinGoalPercent: number | null, change: number | null) => {
  const sample = sampleStats('2026-11-01', '2026-11-28');
  const cause = { weekday: 6, hour: 17, n: 30, missed: 12, missedSharePercent: 30, withinGoalPercent: 60 };
  return {
    ...sample,
    figures: { ...sample.figures, wait: { ...sample.figures.wait, missed: 40 } },
    insight: { withinGoalPercent, n: 214, change, cause },
  };
};

describe('the answer that comes first', () => {
  it('says the share within the goal and how far it moved', () => {
    locale = 'en';
    expect(plain(headline(stats(81.2, -4.3)))).toBe('81 % within 2 min, down 4 points');
    expect(plain(headline(stats(81.2, 1.2)))).toBe('81 % within 2 min, up 1 point');
    expect(plain(headline(stats(81.2, 0.3)))).toBe('81 % within 2 min, as before');
    expect(plain(headline(stats(81.2, null)))).toBe('81 % within 2 min');
    locale = 'fr';
    expect(plain(headline(stats(81.2, -4.3)))).toBe('81 % en moins de 2 min, en baisse de 4 points');
  });

  it('does not invent a share when there is no wait', () => {
    locale = 'en';
    expect(headline(stats(null, null))).toBe('No wait to judge in this range.');
  });

  it('names the weekday in a way that fits the length of the range', () => {
    const sample = stats(81, 0);
    locale = 'en';
    expect(causeSentence(sample)).toBe('Saturdays from 17:00 to 18:00 cost most: 12 of the 40 long waits.');
    expect(causeSentence({ ...sample, from: '2026-11-23', to: '2026-11-29' })).toMatch(
      /^Saturday from 17:00/,
    );
    expect(causeSentence({ ...sample, from: '2026-11-28', to: '2026-11-28' })).toMatch(
      /^17:00 to 18:00 cost/,
    );
    locale = 'fr';
    expect(plain(causeSentence(sample))).toBe(
      'Le plus difficile : le samedi de 17 h à 18 h, avec 12 des 40 attentes trop longues.',
    );
  });

  it('does not call a single miss a cause', () => {
    const sample = stats(95, 0);
    const once = { ...sample, insight: { ...sample.insight, cause: { ...sample.insight.cause, missed: 1 } } };
    expect(causeSentence(once)).toBeNull();
    expect(causeSentence({ ...once, insight: { ...once.insight, cause: null } })).toBeNull();
  });

  it('does not write a small share as none', () => {
    expect([0, 0.2, 0.5, 81.5].map((share) => plain(percentText(share)))).toEqual([
      '0 %',
      '< 1 %',
      '1 %',
      '82 %',
    ]);
  });

  it('writes a goal in minutes and seconds', () => {
    expect([45, 60, 105, 120].map((s) => plain(durationWords(s)))).toEqual([
      '45 s',
      '1 min',
      '1 min 45 s',
      '2 min',
    ]);
  });
});
