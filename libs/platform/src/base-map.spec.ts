import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { pictureTile, smallArchive } from '@curbline/testkit';
import * as z from 'zod';
import { baseMapFields, baseMapOf, originOfBaseMap } from './base-map.js';
import { readEnvironment } from './environment.js';

const folder = mkdtempSync(join(tmpdir(), 'curbline-base-map-'));
afterAll(() => rmSync(folder, { recursive: true }));
const archive = smallArchive(pictureTile([1, 2, 3]));
writeFileSync(join(folder, 'lot.pmtiles'), archive);
writeFileSync(join(folder, 'page.pmtiles'), '<!doctype html>');
writeFileSync(join(folder, 'old.pmtiles'), Buffer.from(archive).fill(2, 7, 8));
writeFileSync(join(folder, 'odd.pmtiles'), Buffer.from(archive).fill(6, 99, 100));

const PHOTOS =
  'https://data.geopf.fr/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER=ORTHOIMAGERY.ORTHOPHOTOS' +
  '&STYLE=normal&FORMAT=image/jpeg&TILEMATRIXSET=PM';
const read = (BASE_MAP: string, more: Record<string, string> = {}) => {
  const source = { BASE_MAP, BASE_MAP_ATTRIBUTION: '© IGN', ...more };
  const schema = z.object({ ...baseMapFields, PUBLIC_URL: z.string().optional() });
  return baseMapOf(readEnvironment(schema, source), folder);
};

describe('the base map in the environment', () => {
  it('is none unless it is named', () => {
    expect(baseMapOf({}, folder)).toBeUndefined();
    expect(read('')).toBeUndefined();
    expect(originOfBaseMap(undefined)).toBeUndefined();
  });

  it('is tiles by their address, also with the names that WMTS has for column, row and zoom', () => {
    const template = `${PHOTOS}&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}`;
    const tiles = { kind: 'tiles', template, maxZoom: 19, attribution: '© IGN' };
    expect(read(template)).toEqual(tiles);
    expect(read(`${PHOTOS}&TILEMATRIX={TileMatrix}&TILEROW={TileRow}&TILECOL={TileCol}`)).toEqual(tiles);
    expect(read(template, { BASE_MAP_MAX_ZOOM: '21' })).toEqual({ ...tiles, maxZoom: 21 });
    expect(originOfBaseMap(read(template))).toBe('https://data.geopf.fr');
    expect(originOfBaseMap(read('http://localhost:8080/{z}/{x}/{y}.png'))).toBe('http://localhost:8080');
  });

  it('is a PMTiles file, elsewhere or here, which needs no other site', () => {
    const url = 'https://maps.example/lyon.pmtiles?v=2';
    expect(read(url)).toEqual({ kind: 'archive', url, attribution: '© IGN' });
    expect(originOfBaseMap(read(url))).toBe('https://maps.example');
    const file = { kind: 'file', path: join(folder, 'lot.pmtiles'), attribution: '© IGN' };
    expect(read('lot.pmtiles')).toEqual(file);
    expect(read(join(folder, 'lot.pmtiles'))).toEqual(file);
    expect(originOfBaseMap(read('lot.pmtiles'))).toBeUndefined();
  });

  it.each([
    ['no attribution', 'lot.pmtiles', { BASE_MAP_ATTRIBUTION: '' }, /BASE_MAP_ATTRIBUTION is not set/],
    ['a file that is not there', 'gone.pmtiles', {}, /cannot be read: .*gone\.pmtiles/],
    ['a file of another kind', 'page.pmtiles', {}, /not PMTiles of version 3/],
    ['a file of another version', 'old.pmtiles', {}, /not PMTiles of version 3/],
    ['tiles that no page can show', 'odd.pmtiles', {}, /neither pictures nor vector tiles/],
    ['a word', 'osm', {}, /must be a \.pmtiles file/],
    ['another protocol', 'ftp://tiles.example/{z}/{x}/{y}.png', {}, /must be a \.pmtiles file/],
    ['no row', 'https://tiles.example/{z}/{x}.png', {}, /\{z\}, \{x\} and \{y\}/],
    ['a placeholder of the site', 'https://{s}.tiles.example/{z}/{x}/{y}.png', {}, /no placeholders/],
    ['an unknown placeholder', 'https://tiles.example/{key}/{z}/{x}/{y}.png', {}, /has \{key\}/],
    ['a password', 'https://me:secret@tiles.example/{z}/{x}/{y}.png', {}, /no name or password/],
    [
      'http under https',
      'http://tiles.example/{z}/{x}/{y}.png',
      { PUBLIC_URL: 'https://pickup.example' },
      /must begin with https/,
    ],
    ['a zoom of 30', PHOTOS, { BASE_MAP_MAX_ZOOM: '30' }, /BASE_MAP_MAX_ZOOM must be.*1 to 24/],
  ])('is refused with %s', (_what, baseMap, more, message) => {
    expect(() => read(baseMap, more)).toThrow(message);
  });
});
