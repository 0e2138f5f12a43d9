/** What a finger or a mouse does on the map, by what is chosen beside it. */
import { type HexColor, TerraDrawPointMode, TerraDrawPolygonMode, TerraDrawSelectMode } from 'terra-draw';
import type { MapColors } from './map-style.js';

/** Pixels around a finger in which something is meant; snaps within the same. */
export const REACH_PX = 24;

export function drawingModes(colors: MapColors) {
  const [ink, outline, bay, onBay, paper] = (['ink', 'outline', 'bay', 'onBay', 'paper'] as const).map(
    (name) => colors[name] as HexColor,
  ) as [HexColor, HexColor, HexColor, HexColor, HexColor];
  const snapping = { toCoordinate: true, toLine: true };
  const moved = { feature: { draggable: true } };
  return [
    new TerraDrawSelectMode({
      pointerDistance: REACH_PX,
      // Deleting is a button, which says what goes.
      keyEvents: { deselect: 'Escape', delete: null, rotate: null, scale: null },
      flags: {
        polygon: {
          feature: {
            coordinates: { draggable: true, midpoints: true, deletable: true, snappable: snapping },
          },
        },
        entrance: moved,
        bay: moved,
      },
      styles: {
        selectedPolygonColor: outline,
        selectedPolygonFillOpacity: 0.15,
        selectedPolygonOutlineColor: outline,
        selectedPolygonOutlineWidth: 4,
        selectionPointWidth: 9,
        selectionPointColor: paper,
        selectionPointOutlineColor: outline,
        selectionPointOutlineWidth: 3,
        midPointWidth: 6,
        midPointColor: outline,
        midPointOutlineColor: paper,
        midPointOutlineWidth: 2,
        selectedPointColor: outline,
        selectedPointWidth: 12,
        selectedPointOutlineColor: paper,
        selectedPointOutlineWidth: 3,
      },
    }),
    new TerraDrawPolygonMode({
      pointerDistance: REACH_PX,
      snapping,
      styles: {
        fillColor: outline,
        fillOpacity: 0.15,
        outlineColor: outline,
        outlineWidth: 3,
        closingPointColor: bay,
        closingPointWidth: 10,
        closingPointOutlineColor: ink,
        closingPointOutlineWidth: 2,
        snappingPointColor: ink,
      },
    }),
    new TerraDrawPointMode({
      modeName: 'entrance',
      pointerDistance: REACH_PX,
      styles: { pointColor: ink, pointWidth: 11, pointOutlineColor: paper, pointOutlineWidth: 3 },
    }),
    new TerraDrawPointMode({
      modeName: 'bay',
      pointerDistance: REACH_PX,
      styles: { pointColor: bay, pointWidth: 8, pointOutlineColor: onBay, pointOutlineWidth: 2 },
    }),
  ];
}
