/** The map that a place is drawn on, and what it shows of the place beside what can be moved. */
import { type GeoJSONSource, MapLibreMap, ScaleControl, setWorkerUrl } from 'maplibre-gl';
import workerAddress from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import { distanceM, type Position } from '@curbline/domain/geo';
import { type MapColors, mapStyle } from './map-style.js';
import { meterGrid } from './meter-grid.js';
import { boundsOf, type DrawnPlace } from './place-features.js';

/** `padding`: pixels kept free around the place. */
const IN_SIGHT = { padding: 48, maxZoom: 22 };

/** North up and flat, with a scale bar. @throws where the browser has no WebGL 2. */
export function planMap(container: HTMLElement, place: DrawnPlace, colors: MapColors): MapLibreMap {
  setWorkerUrl(workerAddress);
  const map = new MapLibreMap({
    container,
    style: mapStyle(colors),
    bounds: boundsOf(place),
    fitBoundsOptions: IN_SIGHT,
    maxZoom: 24,
    maxPitch: 0,
    dragRotate: false,
    touchPitch: false,
    attributionControl: false,
    fadeDuration: 0,
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.addControl(new ScaleControl({ unit: 'metric' }), 'bottom-left');
  return map;
}

/** Squares of 10 m around the place, the labels of its bays, and the holes in its outline. */
export function showPlan(map: MapLibreMap, place: DrawnPlace): void {
  const put = (name: 'grid' | 'holes' | 'labels', data: GeoJSON.GeoJSON): void =>
    void map.getSource<GeoJSONSource>(name)?.setData(data);
  const [west, south, east, north] = boundsOf(place);
  const middle: Position = [(west + east) / 2, (south + north) / 2];
  put('grid', meterGrid(middle, distanceM([west, south], [east, north]) / 2));
  put('labels', {
    type: 'FeatureCollection',
    features: place.bays.map(({ label, position }) => ({
      type: 'Feature',
      properties: { label },
      geometry: position,
    })),
  });
  put('holes', { type: 'MultiLineString', coordinates: place.premises.coordinates.slice(1) });
}

/** Brings the whole place into sight. */
export function fitPlan(map: MapLibreMap, place: DrawnPlace): void {
  map.fitBounds(boundsOf(place), { ...IN_SIGHT, animate: false });
}

export function isInSight(map: MapLibreMap, place: DrawnPlace): boolean {
  const [west, south, east, north] = boundsOf(place);
  const seen = map.getBounds();
  return seen.contains([west, south]) && seen.contains([east, north]);
}
