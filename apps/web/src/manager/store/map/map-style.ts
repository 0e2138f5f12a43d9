/** What lies under the drawing, in the colors of the page: squared paper. */
import type { StyleSpecification } from 'maplibre-gl';

export interface MapColors {
  readonly paper: string;
  readonly line: string;
  readonly ink: string;
  readonly soft: string;
  readonly outline: string;
  readonly bay: string;
  readonly onBay: string;
}

/** The page's own colors, as the theme has them now; all are hexadecimal. */
export function colorsOf(element: Element): MapColors {
  const style = getComputedStyle(element);
  const color = (name: string): string => style.getPropertyValue(name).trim();
  return {
    paper: color('--sunken'),
    line: color('--line'),
    ink: color('--ink'),
    soft: color('--ink-soft'),
    outline: color('--sign'),
    bay: color('--paint'),
    onBay: color('--on-paint'),
  };
}

const EMPTY = { type: 'FeatureCollection' as const, features: [] };

/** No glyphs: MapLibre then writes with this device's fonts, and asks nobody for any. */
export function mapStyle({ paper, line, ink, soft }: MapColors): StyleSpecification {
  return {
    version: 8,
    sources: {
      grid: { type: 'geojson', data: EMPTY },
      holes: { type: 'geojson', data: EMPTY },
      labels: { type: 'geojson', data: EMPTY },
      corner: { type: 'geojson', data: EMPTY },
    },
    layers: [
      { id: 'paper', type: 'background', paint: { 'background-color': paper } },
      {
        id: 'grid',
        type: 'line',
        source: 'grid',
        paint: { 'line-color': line, 'line-width': ['case', ['get', 'strong'], 1.5, 0.5] },
      },
      { id: 'holes', type: 'line', source: 'holes', paint: { 'line-color': soft, 'line-dasharray': [3, 2] } },
      {
        id: 'labels',
        type: 'symbol',
        source: 'labels',
        layout: {
          'text-field': ['get', 'label'],
          'text-font': ['sans-serif'],
          'text-size': 14,
          'text-offset': [0, -1.2],
          'text-allow-overlap': false,
        },
        paint: { 'text-color': ink, 'text-halo-color': paper, 'text-halo-width': 2 },
      },
      {
        id: 'corner',
        type: 'circle',
        source: 'corner',
        paint: {
          'circle-radius': 15,
          'circle-opacity': 0,
          'circle-stroke-color': ink,
          'circle-stroke-width': 3,
        },
      },
    ],
  };
}
