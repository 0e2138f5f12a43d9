import { describe, expect, it } from 'vitest';
import { smsSizeOf } from './gsm7.js';

describe('the size of a text message', () => {
  it.each<[text: string, alphabet: string, segments: number, foreign: string[]]>([
    ['', 'gsm7', 1, []],
    ["Votre commande est disponible à l'accueil, réglée, où vous voulez", 'gsm7', 1, []],
    ['Votre commande est prête', 'ucs2', 1, ['ê']],
    ['n° 4 : l’entrée, ça va ?', 'ucs2', 1, ['°', '’', 'ç']],
    ['a'.repeat(160), 'gsm7', 1, []],
    ['a'.repeat(161), 'gsm7', 2, []],
    ['a'.repeat(306), 'gsm7', 2, []],
    ['a'.repeat(307), 'gsm7', 3, []],
    // The euro takes two.
    [`${'a'.repeat(158)}€`, 'gsm7', 1, []],
    [`${'a'.repeat(159)}€`, 'gsm7', 2, []],
    // 153 would be cut in the middle of the euro: it begins the second part, and the third is needed.
    [`${'a'.repeat(152)}€${'a'.repeat(152)}`, 'gsm7', 3, []],
    ['ê'.repeat(70), 'ucs2', 1, ['ê']],
    ['ê'.repeat(71), 'ucs2', 2, ['ê']],
    ['😀'.repeat(35), 'ucs2', 1, ['😀']],
    ['😀'.repeat(36), 'ucs2', 2, ['😀']],
  ])('%j', (text, alphabet, segments, foreign) => {
    expect(smsSizeOf(text)).toEqual({ alphabet, segments, foreign });
  });
});
