import { describe, expect, it } from 'vitest';
import { outlineIn, outlineText } from './geo-json-text.js';
import { storeSettings } from '../../../fixtures/store-settings.js';

const { premises } = storeSettings();

describe('outlineIn', () => {
  it('reads back what goes out', () => {
    expect(outlineIn(outlineText(premises, 'Halle'))).toEqual(premises);
  });

  it('reads a collection of one, a MultiPolygon of one part, and leaves altitudes out', () => {
    const high = premises.coordinates.map((ring) => ring.map((corner) => [...corner, 170]));
    const geometry = { type: 'MultiPolygon', coordinates: [high] };
    const collection = { type: 'FeatureCollection', features: [{ type: 'Feature', geometry }] };
    expect(outlineIn(JSON.stringify(collection))).toEqual(premises);
  });

  it.each([
    '',
    '{',
    'null',
    '{"type":"Point","coordinates":[4,45]}',
    '{"type":"Polygon","coordinates":[]}',
    '{"type":"Polygon","coordinates":[[[4,45],[5,45],[4,45]]]}',
    '{"type":"Polygon","coordinates":[[[4,45],[5,"45"],[5,46],[4,45]]]}',
    '{"type":"FeatureCollection","features":[]}',
  ])('finds none in %s', (text) => {
    expect(outlineIn(text)).toBeUndefined();
  });
});
