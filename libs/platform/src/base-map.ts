/**
 * The map under the plan on which managers draw a store's place, as the environment names it; none unless it does.
 * Source of the file's layout: PMTiles specification, version 3, section 3 (header).
 */
import { closeSync, openSync, readSync } from 'node:fs';
import { resolve } from 'node:path';
import * as z from 'zod';
import { EnvironmentInvalid } from './environment.js';

/** `attribution` is the text that the map's license asks for. */
export type BaseMapSettings = { readonly attribution: string } & (
  | {
      readonly kind: 'tiles';
      /** The address of a picture of 256 pixels, with `{z}`, `{x}` and `{y}` (WebMercatorQuad). */
      readonly template: string;
      /** The closest zoom that the server has. */
      readonly maxZoom: number;
    }
  | {
      readonly kind: 'archive';
      /** The address of a PMTiles file on another server. */
      readonly url: string;
    }
  | {
      readonly kind: 'file';
      /** A PMTiles file of this machine, which the program serves itself. */
      readonly path: string;
    }
);

const USUAL_MAX_ZOOM = 19;
const ZOOM_RULE = 'must be the closest zoom that the tile server has, 1 to 24';
const RULE =
  'must be a .pmtiles file in the data folder, the address of one, or the address of tiles with {z}, {x} and {y}';

export const baseMapFields = {
  BASE_MAP: z.string().trim().min(1).optional(),
  BASE_MAP_ATTRIBUTION: z.string().trim().min(1).max(200, 'must be a text of at most 200 letters').optional(),
  BASE_MAP_MAX_ZOOM: z
    .string()
    .regex(/^\d{1,2}$/, ZOOM_RULE)
    .transform(Number)
    .refine((zoom) => zoom >= 1 && zoom <= 24, ZOOM_RULE)
    .optional(),
};

/** WMTS calls the same three otherwise. */
const WMTS_NAMES: Readonly<Record<string, string>> = { tilematrix: 'z', tilecol: 'x', tilerow: 'y' };

interface Read {
  readonly BASE_MAP?: string | undefined;
  readonly BASE_MAP_ATTRIBUTION?: string | undefined;
  readonly BASE_MAP_MAX_ZOOM?: number | undefined;
  readonly PUBLIC_URL?: string | undefined;
}

/**
 * @param folder against which a file's path is resolved
 * @throws EnvironmentInvalid when the map cannot be used: the message names the variable and what to write
 */
export function baseMapOf(read: Read, folder: string): BaseMapSettings | undefined {
  const { BASE_MAP: given, BASE_MAP_ATTRIBUTION: attribution } = read;
  if (given === undefined) return undefined;
  if (attribution === undefined)
    throw new EnvironmentInvalid([
      'BASE_MAP_ATTRIBUTION is not set: it is shown on the map, such as © OpenStreetMap',
    ]);
  if (!/^https?:/i.test(given)) return { kind: 'file', path: checkedFile(given, folder), attribution };
  const url = checkedAddress(given, read.PUBLIC_URL?.startsWith('https:') ?? false);
  if (!given.includes('{') && url.pathname.endsWith('.pmtiles'))
    return { kind: 'archive', url: given, attribution };
  const maxZoom = read.BASE_MAP_MAX_ZOOM ?? USUAL_MAX_ZOOM;
  return { kind: 'tiles', template: tileTemplate(given), maxZoom, attribution };
}

/** The other site that the page asks for this map; undefined when it asks its own. */
export function originOfBaseMap(map: BaseMapSettings | undefined): string | undefined {
  if (map === undefined || map.kind === 'file') return undefined;
  return new URL(map.kind === 'tiles' ? map.template : map.url).origin;
}

function invalid(rule: string): EnvironmentInvalid {
  return new EnvironmentInvalid([`BASE_MAP ${rule}`]);
}

/** Browsers refuse plain http in a page that came by https, and names and passwords in addresses. */
function checkedAddress(given: string, secure: boolean): URL {
  if (!URL.canParse(given)) throw invalid(RULE);
  const url = new URL(given);
  // The pages' security policy names the server.
  if (/[{}]|%7b/i.test(url.host)) throw invalid("must have no placeholders in the server's name");
  if (url.username !== '' || url.password !== '') throw invalid('must have no name or password in it');
  if (secure && url.protocol !== 'https:') throw invalid('must begin with https, as PUBLIC_URL does');
  return url;
}

/** @returns the address with `{z}`, `{x}` and `{y}`, each at least once and no other placeholder */
function tileTemplate(given: string): string {
  const template = given.replace(
    /\{(\w+)\}/g,
    (placeholder, name: string) => `{${WMTS_NAMES[name.toLowerCase()] ?? placeholder.slice(1, -1)}}`,
  );
  const names = new Set([...template.matchAll(/\{([^}]*)\}/g)].map(([, name]) => name));
  for (const name of ['z', 'x', 'y']) if (!names.delete(name)) throw invalid(RULE);
  const [unknown] = names;
  if (unknown !== undefined) throw invalid(`has {${unknown}}, which nothing is put in for: write its value`);
  return template;
}

const HEADER_BYTES = 127;
const [VERSION_AT, TILE_TYPE_AT] = [7, 99];
/** Vector tiles, PNG, JPEG, WebP and AVIF. */
const TILE_TYPES = [1, 2, 3, 4, 5];

function checkedFile(given: string, folder: string): string {
  if (!given.endsWith('.pmtiles')) throw invalid(RULE);
  const path = resolve(folder, given);
  const header = headerOf(path);
  if (header === undefined) throw invalid(`names a file that cannot be read: ${path}`);
  if (header.toString('latin1', 0, VERSION_AT) !== 'PMTiles' || header[VERSION_AT] !== 3)
    throw invalid(`names a file that is not PMTiles of version 3: ${path}`);
  if (!TILE_TYPES.includes(header[TILE_TYPE_AT] ?? 0))
    throw invalid(`names a file whose tiles are neither pictures nor vector tiles (MVT): ${path}`);
  return path;
}

function headerOf(path: string): Buffer | undefined {
  const header = Buffer.alloc(HEADER_BYTES);
  try {
    const file = openSync(path, 'r');
    try {
      readSync(file, header, 0, HEADER_BYTES, 0);
    } finally {
      closeSync(file);
    }
    return header;
  } catch {
    return undefined;
  }
}
