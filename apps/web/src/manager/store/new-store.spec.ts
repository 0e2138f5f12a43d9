import { describe, expect, it } from 'vitest';
import { StoreId, StoreSettings } from '../../../fixtures/store-schemas.js';
import { idFrom } from '../../ui/id-from.js';
import { newStore, placedAt } from './new-store.js';

describe('idFrom', () => {
  it.each([
    ['Les Halles du Confluent', 'les-halles-du-confluent'],
    ['Cœur d’Île – Drive n° 2', 'coeur-d-ile-drive-n-2'],
    [`${'Hypermarché de la Confluence '.repeat(3)}`, 'hypermarche-de-la-confluence-hypermarche'],
  ])('makes an id of %s', (name, id) => {
    expect(idFrom(name)).toBe(id);
    expect(StoreId.safeParse(id).success).toBe(true);
  });

  it('leaves a name without Latin letters to be named', () => {
    expect(idFrom('店舗')).toBe('');
  });
});

describe('a new store', () => {
  it('is one that the server takes once it has a name, an address, a phone and a place', () => {
    const named = {
      ...newStore('Europe/Paris', 'fr'),
      name: 'Halle',
      address: '1 rue',
      phone: '04 00 00 00 00',
    };
    expect(StoreSettings.safeParse(placedAt(named, [4.857, 45.7609])).error).toBeUndefined();
  });
});
