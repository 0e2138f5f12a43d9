/** The map on which a store's place is drawn: MapLibre shows it, terra-draw moves what is on it. */
import type { MapLibreMap } from 'maplibre-gl';
import { TerraDraw, TerraDrawModeUndoRedo } from 'terra-draw';
import { TerraDrawMapLibreGLAdapter } from 'terra-draw-maplibre-gl-adapter';
import type { ArchiveReader, BaseMap } from './base-layers.js';
import { CornerChoice } from './corner-choice.js';
import { drawingModes } from './drawing-modes.js';
import { colorsOf } from './map-style.js';
import { type DrawnKind, type DrawnPlace, featuresOf, placeOf, withoutCorner } from './place-features.js';
import { fitPlan, isInSight, planMap, showPlan } from './plan-layers.js';
import { Underlay } from './underlay.js';

export type DrawingMode = DrawnKind | 'select';

export interface DrawingState {
  readonly mode: DrawingMode;
  /** An outline is begun. */
  readonly drawing: boolean;
  /** The label of the bay that is selected. */
  readonly selectedBay: string | null;
  /** A corner is selected that the outline can do without. */
  readonly spareCorner: boolean;
}

export interface PlaceMapEvents {
  /** Somebody has drawn, moved or removed something. */
  onDrawn(place: DrawnPlace): void;
  /** It also changes by itself. */
  onChange(state: DrawingState): void;
}

/** A closed ring of three corners: with fewer it is no outline. */
const SMALLEST_RING = 4;

export class PlaceMap {
  private readonly map: MapLibreMap;
  private readonly draw: TerraDraw;
  private readonly underlay: Underlay;
  private readonly corner: CornerChoice;
  private selected: string | number | null = null;

  private constructor(
    container: HTMLElement,
    private place: DrawnPlace,
    private readonly events: PlaceMapEvents,
  ) {
    const colors = colorsOf(container);
    this.map = planMap(container, place, colors);
    this.draw = new TerraDraw({
      adapter: new TerraDrawMapLibreGLAdapter({ map: this.map, renderBelowLayerId: 'labels' }),
      modes: drawingModes(colors),
      undoRedo: { modeLevel: new TerraDrawModeUndoRedo() },
    });
    this.underlay = new Underlay(this.map, colors);
    this.corner = new CornerChoice(this.map);
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
      this.corner.clear();
      this.notifyState();
    });
    // Outside of terra-draw's own turn, which selects the outline, or makes a corner.
    this.map.on('click', ({ point }) => setTimeout(() => this.tapped(point)));
    this.lay(this.place);
  }

  /** Shows a place that came from elsewhere: typed, undone, or read from a file. */
  show(place: DrawnPlace): void {
    if (JSON.stringify(place) === JSON.stringify(this.place)) return;
    const moved = JSON.stringify(place.premises) !== JSON.stringify(this.place.premises);
    this.lay(place);
    if (moved && !isInSight(this.map, place)) this.fit();
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

  /** Removes the corner or the bay that is selected. */
  removeSelected(): void {
    if (this.hasSpareCorner()) return this.removeCorner();
    const id = this.selected;
    if (id === null || this.labelOf(id) === null) return;
    this.draw.deselectFeature(id);
    this.draw.removeFeatures([id]);
    this.drawn();
  }

  /** Lays the operator's map under the plan. @param onMissing whether it cannot be loaded */
  layUnder(base: BaseMap, reader: ArchiveReader, onMissing: (missing: boolean) => void): void {
    void this.underlay.lay(base, reader, onMissing);
  }

  showUnder(visible: boolean): void {
    this.underlay.show(visible);
  }

  fit(): void {
    fitPlan(this.map, this.place);
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
      this.corner.clear();
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

  private tapped(point: { readonly x: number; readonly y: number }): void {
    const { id, ring } = this.outline();
    // A bay or the entrance that was tapped lies above a corner.
    const isFree = this.selected === null || this.selected === id;
    if (this.draw.getMode() === 'select' && isFree) this.corner.choose(ring, point);
    else this.corner.clear();
    // For terra-draw most of a corner's surroundings are outside of the outline, which is then deselected.
    if (this.corner.index !== null && id !== undefined && this.selected === null) this.draw.selectFeature(id);
    this.notifyState();
  }

  /** The outline as it is drawn now, with its closed outer ring. */
  private outline(): { readonly id: string | number | undefined; readonly ring: number[][] } {
    const { id, geometry } =
      this.draw.getSnapshot().find((feature) => feature.geometry.type === 'Polygon') ?? {};
    return { id, ring: geometry?.type === 'Polygon' ? (geometry.coordinates[0] ?? []) : [] };
  }

  private hasSpareCorner(): boolean {
    return this.corner.index !== null && this.outline().ring.length > SMALLEST_RING;
  }

  private removeCorner(): void {
    if (this.corner.index === null) return;
    const place = withoutCorner(placeOf(this.draw.getSnapshot(), this.place), this.corner.index);
    this.lay(place);
    this.events.onDrawn(place);
    // Its other corners stay in sight.
    const { id } = this.outline();
    if (id !== undefined) this.draw.selectFeature(id);
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
    this.corner.clear();
    this.draw.clear();
    this.draw.addFeatures(featuresOf(place));
    this.draw.setMode(mode);
    this.keep(place);
    this.notifyState();
  }

  private keep(place: DrawnPlace): void {
    this.place = place;
    showPlan(this.map, place);
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
      spareCorner: this.hasSpareCorner(),
    });
  }
}
