/**
 * Whether a password would be guessed by who knows the languages of our stores and the store itself, by zxcvbn with
 * its French and English lists. Its first 64 characters are judged: they decide, and the time stays short.
 */
import type { Text } from '@curbline/platform';
import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import * as common from '@zxcvbn-ts/language-common';
import * as english from '@zxcvbn-ts/language-en';
import * as french from '@zxcvbn-ts/language-fr';

/** The least score, out of 4; 3 stands for more than 100 million guesses. */
const GOOD_SCORE = 3;
const JUDGED_CHARACTERS = 64;
/** What is left of a password without the words that everybody there knows must still be something. */
const OWN_LETTERS = 8;

let estimator: ZxcvbnFactory | undefined;

/** Made at first use: its lists take a second and 40 MB. */
function estimate(password: string, words: string[]) {
  estimator ??= new ZxcvbnFactory({
    dictionary: { ...common.dictionary, ...english.dictionary, ...french.dictionary },
    graphs: common.adjacencyGraphs,
    // More and a password of signs would hold the process up for seconds.
    l33tMaxSubstitutions: 10,
  });
  return estimator.check(password, words);
}

/** What the commonest long passwords begin with, on both keyboards and in both languages. */
const COMMON =
  /^(password|passw0rd|motdepasse|qwerty|azerty|iloveyou|letmein|welcome|bienvenue|admin|curbline|0?123456789|987654321)/i;

const plain = (text: string): string =>
  text
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');

const partsOf = (text: string): string[] => [plain(text), ...text.split(/[^\p{L}\p{N}]+/u).map(plain)];

/**
 * @param words names of the store, its town and its people, and the login.
 * @returns undefined when it is good; otherwise why it is not.
 */
export function weaknessOf(password: string, words: readonly string[]): Text | undefined {
  const known = [...new Set(['curbline', ...words.flatMap(partsOf)])].filter(({ length }) => length >= 3);
  const longestFirst = known.toSorted((a, b) => b.length - a.length);
  const judged = password.slice(0, JUDGED_CHARACTERS);
  let own = plain(judged);
  for (const word of longestFirst) own = own.replaceAll(word, '');
  if (own.length < OWN_LETTERS && own.length < plain(judged).length) return REASONS.words;
  if (COMMON.test(password)) return REASONS.common;
  const { score, feedback } = estimate(judged, known);
  if (score >= GOOD_SCORE) return undefined;
  return REASONS[BY_WARNING[feedback.warning ?? ''] ?? 'simple'];
}

const REASONS = {
  words: {
    en: 'too easy to guess: it is made of the store’s or people’s names; use words that have nothing to do with them',
    fr: 'trop facile à deviner\u00a0: il reprend le nom du magasin ou de personnes\u00a0; prenez des mots sans rapport',
  },
  common: {
    en: 'too easy to guess: many people use this password or one like it',
    fr: 'trop facile à deviner\u00a0: ce mot de passe, ou un semblable, est très répandu',
  },
  keyboard: {
    en: 'too easy to guess: avoid neighboring keys and runs such as “azerty” or “abcdef”',
    fr: 'trop facile à deviner\u00a0: évitez les touches voisines et les suites comme «\u00a0azerty\u00a0» ou «\u00a0abcdef\u00a0»',
  },
  repeat: {
    en: 'too easy to guess: avoid what repeats, such as “abcabc”',
    fr: 'trop facile à deviner\u00a0: évitez les répétitions comme «\u00a0abcabc\u00a0»',
  },
  date: {
    en: 'too easy to guess: avoid dates and years',
    fr: 'trop facile à deviner\u00a0: évitez les dates et les années',
  },
  simple: {
    en: 'too easy to guess: three or four words that do not belong together are better',
    fr: 'trop facile à deviner\u00a0: mieux vaut trois ou quatre mots sans lien entre eux',
  },
} as const satisfies Record<string, Text>;

const BY_WARNING: Readonly<Record<string, keyof typeof REASONS>> = {
  straightRow: 'keyboard',
  keyPattern: 'keyboard',
  sequences: 'keyboard',
  simpleRepeat: 'repeat',
  extendedRepeat: 'repeat',
  recentYears: 'date',
  dates: 'date',
  topTen: 'common',
  topHundred: 'common',
  common: 'common',
  similarToCommon: 'common',
  userInputs: 'words',
};
