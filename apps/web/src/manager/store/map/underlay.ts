/** The operator's map under the plan: shown, hidden, and known to be missing. The plan works the same without it. */
import { addProtocol, type MapLibreMap } from 'maplibre-gl';
import { type ArchiveReader, BASE, type BaseLayers, type BaseMap, PICTURES } from './base-layers.js';
import type { MapColors } from './map-style.js';

const LOOK_EVERY_MS = 500;

export class Underlay {
  private layerIds: readonly string[] = [];
  private visible = true;
  private anyLoaded = false;

  constructor(
    private readonly map: MapLibreMap,
    private readonly colors: MapColors,
  ) {}

  /** Lays the map under the squares. @param onMissing whether none of it, or no more of it, can be loaded */
  async lay(base: BaseMap, reader: ArchiveReader, onMissing: (missing: boolean) => void): Promise<void> {
    const made = await baseLayers(base, reader, this.colors).catch(() => null);
    if (!made) return onMissing(true);
    this.follow(onMissing);
    if (made.protocol) addProtocol('pmtiles', made.protocol);
    this.map.addSource(BASE, made.source);
    for (const layer of made.layers) this.map.addLayer(layer, 'grid');
    this.layerIds = made.layers.map(({ id }) => id);
    this.show(this.visible);
  }

  /** What is hidden asks for no tiles. */
  show(visible: boolean): void {
    this.visible = visible;
    for (const id of this.layerIds)
      this.map.setLayoutProperty(id, 'visibility', visible ? 'visible' : 'none');
  }

  private follow(onMissing: (missing: boolean) => void): void {
    this.map.on('error', (event) => {
      if ('sourceId' in event && event.sourceId === BASE) onMissing(true);
    });
    this.map.on('sourcedata', ({ sourceId, tile }) => {
      if (sourceId !== BASE || tile?.state !== 'loaded') return;
      this.anyLoaded = true;
      onMissing(false);
    });
    // A server that has no tiles here answers 404, of which MapLibre tells nobody.
    const looking = setInterval(() => {
      if (this.anyLoaded) clearInterval(looking);
      else if (this.visible && this.map.isSourceLoaded(BASE)) onMissing(true);
    }, LOOK_EVERY_MS);
    this.map.on('remove', () => clearInterval(looking));
  }
}

/** @throws when a PMTiles file cannot be read. */
async function baseLayers(base: BaseMap, reader: ArchiveReader, colors: MapColors): Promise<BaseLayers> {
  if (base.kind === 'archive') return (await reader()).archiveLayers(base.url, colors);
  const { template, maxZoom } = base;
  return {
    source: { type: 'raster', tiles: [template], tileSize: 256, maxzoom: maxZoom },
    layers: [PICTURES],
  };
}
