import { describe, expect, it } from 'vitest';
import { readSignPdf } from '../../../fixtures/read-sign-pdf.js';
import { qrStretches } from '../../ui/qr.js';
import { type LinePicture, type SignSheet, signsPdf } from './sign-pdf.js';

const SECRET = 'kT3xq0vN5mZc7bW1yR9aPg';
const urlOf = (bay: string): string =>
  `https://pickup.example/p#at/lyon-confluence/${encodeURIComponent(bay)}/${SECRET}`;
const sheet = (bays: readonly string[], changes: Partial<SignSheet> = {}): SignSheet => ({
  signs: bays.map((bay) => ({ bay, kind: 'bay' as const, code: qrStretches(urlOf(bay)) })),
  storeName: 'L’Épicerie (du Cœur)',
  size: 'a4',
  words: [
    {
      bay: 'Place',
      counter: 'Comptoir',
      locker: 'Casiers',
      instruction: 'Vous venez retirer une commande\u00a0? Scannez ce code.',
    },
    {
      bay: 'Bay',
      counter: 'Counter',
      locker: 'Lockers',
      instruction: 'Picking up an order? Scan this code.',
    },
  ],
  pictureOf: () => {
    throw new Error('no picture was needed');
  },
  ...changes,
});
const read = (...given: Parameters<typeof sheet>) => readSignPdf(new Uint8Array(signsPdf(sheet(...given))));

describe('the signs as a PDF', () => {
  it('are a page each, on A4, with their code, their number and both languages', async () => {
    const pages = await read(['4', 'B12']);
    expect(pages.map(({ widthMm, heightMm }) => [widthMm, heightMm])).toEqual([
      [210, 297],
      [210, 297],
    ]);
    expect(pages.map(({ codes }) => codes)).toEqual([[urlOf('4')], [urlOf('B12')]]);
    const [name, word, label, ...instructions] = pages[0]!.lines.map(({ text }) => text);
    expect([name, word, label]).toEqual(['L’Épicerie (du Cœur)', 'Place · Bay', '4']);
    expect(instructions.join(' ')).toBe(
      'Vous venez retirer une commande\u00a0? Scannez ce code. Picking up an order? Scan this code.',
    );
  });

  it('call a counter by its name alone', async () => {
    const [page] = await read(['COMPTOIR']);
    expect(page!.lines.map(({ text }) => text).slice(0, 2)).toEqual(['L’Épicerie (du Cœur)', 'COMPTOIR']);
  });

  it('show a number that is read from a car: 6 cm high on A4, 4 cm on A5', async () => {
    const capitalMm = (points = 0): number => (points * 0.72 * 25.4) / 72;
    const [[four], [five]] = await Promise.all([read(['42']), read(['42'], { size: 'a5' })]);
    expect(capitalMm(four!.lines[2]?.points)).toBeGreaterThan(60);
    expect([five!.widthMm, five!.heightMm]).toEqual([148, 210]);
    expect(capitalMm(five!.lines[2]?.points)).toBeGreaterThan(42);
    expect(five!.codes).toEqual([urlOf('42')]);
  });

  it('have room for the longest name of a bay and of a store, and for the longest address', async () => {
    const [page] = await read(['WWWWWWWWWWWW'], { storeName: 'W'.repeat(80), size: 'a5' });
    const [name, label] = page!.lines;
    // A W of Helvetica Bold is 0.944 of the font's size wide.
    for (const { text, points } of [name!, label!])
      expect((text.length * 0.944 * points * 25.4) / 72).toBeLessThan(148 - 20);
    expect(page!.codes).toEqual([urlOf('WWWWWWWWWWWW')]);
  });

  it('take a picture of a name that a PDF’s own letters cannot write', async () => {
    const asked: string[] = [];
    const canvas = { toDataURL: () => PIXEL, nodeType: 1, nodeName: 'CANVAS', getAttribute: () => '' };
    const [page] = await read(['1'], {
      storeName: '東京マート',
      pictureOf: (text): LinePicture => {
        asked.push(text);
        return { canvas: canvas as unknown as HTMLCanvasElement, width: 5, height: 1.3, baseline: 1 };
      },
    });
    expect(asked).toEqual(['東京マート']);
    expect(page!.pictures).toBe(1);
    expect(page!.lines[0]?.text).toBe('Place · Bay');
  });
});

/** One black pixel. */
const PIXEL =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=';
