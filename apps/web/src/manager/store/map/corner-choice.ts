/** The corner of the selected outline that was tapped last, with a ring around it: a button can then remove it. */
import type { GeoJSONSource, MapLibreMap } from 'maplibre-gl';
import { REACH_PX } from './drawing-modes.js';

type Ring = readonly (readonly number[])[];

export class CornerChoice {
  /** Its place in the ring, from 0; null when none is chosen. */
  index: number | null = null;

  constructor(private readonly map: MapLibreMap) {}

  /** Chooses the corner of a closed ring within a finger's reach of a point of the canvas, if one is. */
  choose(ring: Ring, { x, y }: { readonly x: number; readonly y: number }): void {
    const away = ring.slice(0, -1).map(([longitude = 0, latitude = 0]) => {
      const corner = this.map.project([longitude, latitude]);
      return Math.hypot(corner.x - x, corner.y - y);
    });
    const nearest = Math.min(...away);
    if (nearest > REACH_PX) return this.clear();
    this.index = away.indexOf(nearest);
    this.mark(ring[this.index]);
  }

  clear(): void {
    this.index = null;
    this.mark(undefined);
  }

  private mark(corner: readonly number[] | undefined): void {
    void this.map
      .getSource<GeoJSONSource>('corner')
      ?.setData({ type: 'MultiPoint', coordinates: corner ? [[...corner]] : [] });
  }
}
