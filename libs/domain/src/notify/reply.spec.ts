import { describe, expect, it } from 'vitest';
import { smsSizeOf } from './gsm7.js';
import { readTextMessage } from './read-text-message.js';
import { REPLY_KINDS, replyText, replyTo } from './reply.js';

const BAYS = ['1', '2', '3', 'A1'];
const answer = (text: string, bays?: readonly string[]) => replyTo(readTextMessage(text), bays);

describe('the answer to a text message', () => {
  it.each([
    ['ICI 2', undefined],
    ['Ici place A1', undefined],
    ['ICI', undefined],
    ['ICI 42', 'reply_bay_unknown'],
    ['Merci, à tout à l’heure', 'reply_how_to_arrive'],
    ['AIDE', 'reply_how_to_arrive'],
    ['STOP', undefined],
    ['START', undefined],
  ])('%j of a customer who is expected is %s', (text, kind) => {
    expect(answer(text, BAYS)).toBe(kind);
  });

  it('names no bay where the store has none, and no order where none is under way', () => {
    expect(answer('ICI 42', [])).toBeUndefined();
    expect([answer('ICI 2'), answer('Bonjour'), answer('STOP')]).toEqual([
      'reply_no_order',
      'reply_no_order',
      undefined,
    ]);
  });

  it('is one text message, with as many bays as it holds', () => {
    const crowded = Array.from({ length: 120 }, (_, at) => `Niveau ${at}`);
    for (const language of ['fr', 'en'] as const)
      for (const kind of REPLY_KINDS)
        for (const bays of [[], BAYS, ['7', '8', '9', '10'], crowded]) {
          const text = replyText(kind, language, {
            store: 'Lyon Confluence',
            phone: '+33 4 72 00 00 00',
            bays,
          });
          expect(smsSizeOf(text)).toMatchObject({ segments: 1, alphabet: 'gsm7' });
        }
  });

  it('names bays that are numbered on end by the first and the last', () => {
    const words = { store: 'Lyon', phone: '1' };
    const list = (bays: readonly string[]) =>
      replyText('reply_bay_unknown', 'fr', { ...words, bays }).split(/[()]/)[1];
    expect(list(['7', '8', '9', '10'])).toBe('7 à 10');
    expect(list(['7', '9', '10'])).toBe('7, 9, 10');
    expect(list(['7', '8'])).toBe('7, 8');
    expect(replyText('reply_how_to_arrive', 'en', { ...words, bays: BAYS })).toContain('Reply HERE 1 when');
  });
});
