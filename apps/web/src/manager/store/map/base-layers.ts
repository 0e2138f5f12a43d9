/** What is drawn of the operator's map: pictures as they are, of vector tiles what helps to find a place. */
import type { AddProtocolAction, LayerSpecification, SourceSpecification } from 'maplibre-gl';
import type { BaseMapView } from '@curbline/contracts/http';
import type { MapColors } from './map-style.js';

export type BaseMap = NonNullable<BaseMapView['baseMap']>;

/** The id of the map's source. */
export const BASE = 'base';

export interface BaseLayers {
  readonly source: SourceSpecification;
  readonly layers: readonly LayerSpecification[];
  /** What reads the tiles, where the browser alone cannot. */
  readonly protocol?: AddProtocolAction;
}

/** Fetches what reads PMTiles files. */
export type ArchiveReader = () => Promise<{
  archiveLayers(address: string, colors: MapColors): Promise<BaseLayers>;
}>;

/** Pictures, as they are. */
export const PICTURES: LayerSpecification = {
  id: 'base-pictures',
  type: 'raster',
  source: BASE,
  paint: { 'raster-fade-duration': 0 },
};

/**
 * Water, streets and buildings of vector tiles, in the page's own colors, without names: what helps to find a place on
 * the plan. Known by the layers' names in the schemas of Protomaps and OpenMapTiles; other layers are not drawn.
 */
export function planLayers(names: readonly string[], { soft, line }: MapColors): LayerSpecification[] {
  const found = (wanted: RegExp): string[] => names.filter((name) => wanted.test(name));
  const area = (name: string, opacity: number): LayerSpecification => ({
    id: `base-${name}`,
    type: 'fill',
    source: BASE,
    'source-layer': name,
    filter: ['==', ['geometry-type'], 'Polygon'],
    paint: { 'fill-color': soft, 'fill-opacity': opacity, 'fill-outline-color': soft },
  });
  const street = (name: string): LayerSpecification => ({
    id: `base-${name}`,
    type: 'line',
    source: BASE,
    'source-layer': name,
    filter: ['==', ['geometry-type'], 'LineString'],
    layout: { 'line-cap': 'round', 'line-join': 'round' },
    // Twice as wide with each zoom, as streets are: about 7 m.
    paint: {
      'line-color': line,
      'line-width': ['interpolate', ['exponential', 2], ['zoom'], 14, 2, 20, 128],
    },
  });
  return [
    ...found(/^water$/).map((name) => area(name, 0.15)),
    ...found(/^(roads|transportation)$/).map(street),
    ...found(/^buildings?$/).map((name) => area(name, 0.3)),
  ];
}
