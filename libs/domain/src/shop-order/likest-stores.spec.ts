import { describe, expect, it } from 'vitest';
import { likestStores } from './index.js';

const STORES = [
  { id: 'confluence', name: 'Fournil Lyon Confluence', address: '112 cours Charlemagne, 69002 Lyon' },
  { id: 'part-dieu', name: 'Fournil Lyon Part-Dieu', address: '17 rue du Docteur Bouchut, 69003 Lyon' },
  { id: 'bron', name: 'Fournil Bron', address: '3 avenue Franklin Roosevelt, 69500 Bron' },
];
const likest = (name: string, address: string | null = null): string | undefined =>
  likestStores([{ name, address }], STORES)[0]?.id;

describe('the store that a place of a shop is', () => {
  it('is told by the words that few stores have, whatever the accents and capitals', () => {
    expect(likest('LYON CONFLUENCE')).toBe('confluence');
    expect(likest('Retrait Brôn')).toBe('bron');
    expect(likest('Part Dieu – drive')).toBe('part-dieu');
  });

  it('is told by the address when the name tells nothing', () => {
    expect(likest('Retrait', '112 cours Charlemagne')).toBe('confluence');
    expect(likest('Fournil', '17, rue du Dr Bouchut')).toBe('part-dieu');
  });

  it('is no guess between two, and none where nothing is alike', () => {
    expect(likest('Lyon')).toBeUndefined();
    expect(likest('Marseille Prado')).toBeUndefined();
    expect(likest('')).toBeUndefined();
    expect(likestStores([{ name: 'Lyon', address: null }], [])).toEqual([null]);
  });

  it('is found for 500 places among 10,000 stores', () => {
    const many = Array.from({ length: 10_000 }, (_, i) => ({
      id: `store-${i}`,
      name: `Fournil du quartier ${i}`,
      address: `${i} rue de la Paix`,
    }));
    const places = many.slice(0, 500).map(({ name }) => ({ name: name.toUpperCase(), address: null }));
    expect(likestStores(places, many).map((store) => store?.id)).toEqual(places.map((_, i) => `store-${i}`));
  });
});
