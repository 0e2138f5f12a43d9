/** The map on which a store's place is drawn: MapLibre shows it, terra-draw moves what is on it. */
import { MapLibreMap, type GeoJSONSource, ScaleControl, setWorkerUrl } from 'maplibre-gl';
import workerAddress from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import { TerraDraw, TerraDrawModeUndoRedo } from 'terra-draw';
import { TerraDrawMapLibreGLAdapter } from 'terra-draw-maplibre-gl-adapter';
import { distanceM, type Position, shortestDegrees } from '@curbline/domain/geo';
import { drawingModes } from './drawing-modes.js';
import { colorsOf, mapStyle } from './map-style.js';
import { meterGrid } from './meter-grid.js';
import { type DrawnKind, type DrawnPlace, featuresOf, placeOf } from './place-features.js';

export type DrawingMode = DrawnKind | 'select';

export interface PlaceMapEvents {
  /** Somebody has drawn, moved or removed something. */
  onDrawn(place: DrawnPlace): void;
  /** The mode changed by itself; whether an outline is begun; the label of the bay that is selected. */
  onChange(state: { mode: DrawingMode; drawing: boolean; selectedBay: string | null }): void;
}

/** Pixels kept free around the place. */
const MARGIN_PX = 48;
const CLOSEST = 22;

export class PlaceMap {
  private readonly map: MapLibreMap;
  private readonly draw: TerraDraw;
  private selected: string | number | null = null;

  private constructor(
    container: HTMLElement,
    private place: DrawnPlace,
    private readonly events: PlaceMapEvents,
  ) {
    setWorkerUrl(workerAddress);
    const colors = colorsOf(container);
    this.map = new MapLibreMap({
      container,
      style: mapStyle(colors),
      bounds: boundsOf(place),
      fitBoundsOptions: { padding: MARGIN_PX, maxZoom: CLOSEST },
      maxZoom: 24,
      maxPitch: 0,
      dragRotate: false,
      touchPitch: false,
      attributionControl: false,
      fadeDuration: 0,
    });
    this.map.touchZoomRotate.disableRotation();
    this.map.keyboard.disableRotation();
    this.map.addControl(new ScaleControl({ unit: 'metric' }), 'bottom-left');
    this.draw = new TerraDraw({
      adapter: new TerraDrawMapLibreGLAdapter({ map: this.map, renderBelowLayerId: 'labels' }),
      modes: drawingModes(colors),
      undoRedo: { modeLevel: new TerraDrawModeUndoRedo() },
    });
  }

  /** @throws where the browser has no WebGL 2. */
  static async open(
    container: HTMLElement,
    place: DrawnPlace,
    events: PlaceMapEvents,
    label: string,
  ): Promise<PlaceMap> {
    const opened = new PlaceMap(container, place, events);
    opened.map.getCanvas().setAttribute('aria-label', label);
    await opened.map.once('load');
    opened.begin();
    return opened;
  }

  private begin(): void {
    this.draw.start();
    this.draw.setMode('select');
    this.draw.on('finish', (id, { mode, action }) => this.finished(id, mode, action));
    this.draw.on('change', () => this.notifyState());
    this.draw.on('select', (id) => {
      this.selected = id;
      this.notifyState();
    });
    this.draw.on('deselect', () => {
      this.selected = null;
      this.notifyState();
    });
    this.lay(this.place);
  }

  /** Shows a place that came from elsewhere: typed, undone, or read from a file. */
  show(place: DrawnPlace): void {
    if (JSON.stringify(place) === JSON.stringify(this.place)) return;
    const moved = JSON.stringify(place.premises) !== JSON.stringify(this.place.premises);
    this.lay(place);
    if (moved && !this.isInSight(place)) this.fit();
  }

  setMode(mode: DrawingMode): void {
    this.draw.setMode(mode);
    this.notifyState();
  }

  /** Takes back the last corner of an outline that is being drawn. @returns false when none is. */
  undoCorner(): boolean {
    return this.draw.getModeState() === 'drawing' && this.draw.undo();
  }

  /** Closes the outline that is being drawn, as Enter does. */
  finishOutline(): void {
    this.map.getCanvas().dispatchEvent(new KeyboardEvent('keyup', { key: 'Enter' }));
  }

  removeSelectedBay(): void {
    const id = this.selected;
    if (id === null || this.labelOf(id) === null) return;
    this.draw.deselectFeature(id);
    this.draw.removeFeatures([id]);
    this.drawn();
  }

  fit(): void {
    this.map.fitBounds(boundsOf(this.place), { padding: MARGIN_PX, maxZoom: CLOSEST, animate: false });
  }

  zoom(by: 1 | -1): void {
    this.map.zoomTo(this.map.getZoom() + by, { animate: false });
  }

  close(): void {
    this.draw.stop();
    this.map.remove();
  }

  private finished(id: string | number, mode: string, action: string): void {
    // Outside of terra-draw's own turn, which still works on the feature.
    setTimeout(() => {
      if (action === 'draw' && mode !== 'bay') this.keepOnly(id, mode);
      this.drawn();
      if (action === 'draw' && mode !== 'bay') this.setMode('select');
    });
  }

  /** There is one outline and one entrance. */
  private keepOnly(id: string | number, mode: string): void {
    const others = this.draw
      .getSnapshot()
      .filter((feature) => feature.properties['mode'] === mode && feature.id !== id);
    this.draw.removeFeatures(others.flatMap((feature) => feature.id ?? []));
  }

  private drawn(): void {
    const place = placeOf(this.draw.getSnapshot(), this.place);
    const added = place.bays.length > this.place.bays.length;
    const removed = place.bays.length < this.place.bays.length;
    // Bays carry their place in the list, which has changed.
    if (added || removed) this.lay(place);
    else this.keep(place);
    this.events.onDrawn(place);
  }

  /** Puts a place onto the map instead of the one before. */
  private lay(place: DrawnPlace): void {
    const mode = this.draw.getMode();
    this.draw.setMode('select');
    this.selected = null;
    this.draw.clear();
    this.draw.addFeatures(featuresOf(place));
    this.draw.setMode(mode);
    this.keep(place);
    this.notifyState();
  }

  private keep(place: DrawnPlace): void {
    this.place = place;
    const [west, south, east, north] = boundsOf(place);
    const middle: Position = [(west + east) / 2, (south + north) / 2];
    this.put('grid', meterGrid(middle, distanceM([west, south], [east, north]) / 2));
    this.put('labels', {
      type: 'FeatureCollection',
      features: place.bays.map(({ label, position }) => ({
        type: 'Feature',
        properties: { label },
        geometry: position,
      })),
    });
    this.put('holes', {
      type: 'MultiLineString',
      coordinates: place.premises.coordinates.slice(1),
    });
  }

  private put(name: 'grid' | 'holes' | 'labels', data: GeoJSON.GeoJSON): void {
    void this.map.getSource<GeoJSONSource>(name)?.setData(data);
  }

  private labelOf(id: string | number): string | null {
    const properties = this.draw.getSnapshotFeature(id)?.properties;
    return properties?.['mode'] === 'bay' ? String(properties['label']) : null;
  }

  private notifyState(): void {
    this.events.onChange({
      mode: this.draw.getMode() as DrawingMode,
      drawing: this.draw.getModeState() === 'drawing',
      selectedBay: this.selected === null ? null : this.labelOf(this.selected),
    });
  }

  private isInSight(place: DrawnPlace): boolean {
    const [west, south, east, north] = boundsOf(place);
    const seen = this.map.getBounds();
    return seen.contains([west, south]) && seen.contains([east, north]);
  }
}

/** [west, south, east, north] of everything. */
function boundsOf({ premises, entrance, bays }: DrawnPlace): [number, number, number, number] {
  const points = [
    ...premises.coordinates.flat(),
    entrance.coordinates,
    ...bays.map(({ position }) => position.coordinates),
  ];
  // Longitudes run on past 180°, so that a store at the antimeridian is not as wide as the Earth.
  const from = entrance.coordinates[0];
  const longitudes = points.map(([longitude]) => from + shortestDegrees(longitude - from));
  const latitudes = points.map(([, latitude]) => latitude);
  return [Math.min(...longitudes), Math.min(...latitudes), Math.max(...longitudes), Math.max(...latitudes)];
}
