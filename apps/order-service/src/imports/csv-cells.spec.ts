import { expect, it } from 'vitest';
import { spansIn } from './csv-cells.js';

it.each([
  [
    '09:00-12:30 14:00-19:00',
    [
      ['09:00', '12:30'],
      ['14:00', '19:00'],
    ],
  ],
  ['9h – 19h', [['09:00', '19:00']]],
  [
    '8h30-12h ; 14h-24h',
    [
      ['08:30', '12:00'],
      ['14:00', '24:00'],
    ],
  ],
  ['fermé', []],
])('reads the hours %j', (cell, spans) => {
  expect(spansIn(cell)).toEqual(spans.map(([from, to]) => ({ from, to })));
});

// A pattern that looks for spaces before a dash takes the square of their number where no dash follows: minutes here.
it('reads a cell of a million spaces in one pass', () => {
  expect(spansIn(`9h${' '.repeat(1_000_000)}19h`)).toEqual([
    { from: '09:00', to: '' },
    { from: '19:00', to: '' },
  ]);
});
