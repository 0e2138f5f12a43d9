/** A base map in one PMTiles file, of which only the parts that are in sight are fetched; its reader is a piece of its own. */
import type { AddProtocolAction } from 'maplibre-gl';
import { PMTiles, Protocol, TileType } from 'pmtiles';
import { type BaseLayers, PICTURES, planLayers } from './base-layers.js';
import type { MapColors } from './map-style.js';

/**
 * @param address of the file, absolute or on this site
 * @throws when the file cannot be read
 */
export async function archiveLayers(address: string, colors: MapColors): Promise<BaseLayers> {
  const archive = new PMTiles(new URL(address, location.href).href);
  const reader = new Protocol();
  reader.add(archive);
  const url = `pmtiles://${archive.source.getKey()}`;
  const protocol: AddProtocolAction = (request, cancellation) =>
    reader.tilev4(request, cancellation) as ReturnType<AddProtocolAction>;
  const { tileType } = await archive.getHeader();
  if (tileType !== TileType.Mvt)
    return { source: { type: 'raster', url, tileSize: 256 }, layers: [PICTURES], protocol };
  const { vector_layers: named = [] } = (await archive.getMetadata()) as {
    vector_layers?: readonly { readonly id: string }[];
  };
  const layers = planLayers(
    named.map(({ id }) => id),
    colors,
  );
  return { source: { type: 'vector', url }, layers, protocol };
}
