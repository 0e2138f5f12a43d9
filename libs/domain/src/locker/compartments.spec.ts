import { describe, expect, it } from 'vitest';
import { compartmentsFor, type Compartment } from './index.js';

const COMPARTMENTS: readonly Compartment[] = [
  { label: 'A1', size: 'cold' },
  { label: 'A2', size: 'large' },
  { label: 'A3', size: 'small' },
  { label: 'A4', size: 'small' },
];
const labels = (flags: readonly string[], ...taken: string[]): string[] =>
  compartmentsFor({ flags }, COMPARTMENTS, taken).map(({ label }) => label);

describe('the compartments for an order', () => {
  it.each([
    [[], ['A3', 'A4', 'A2', 'A1']],
    [['heavy'], ['A2', 'A1']],
    [['cold'], ['A1']],
    [['cold', 'heavy'], ['A1']],
    [['id_check'], []],
  ])('with the flags %j are %j, the one to propose first', (flags, expected) => {
    expect(labels(flags)).toEqual(expected);
  });

  it('are those alone in which nothing lies', () => {
    expect(labels([], 'A3', 'A2')).toEqual(['A4', 'A1']);
    expect(labels(['cold'], 'A1')).toEqual([]);
  });
});
