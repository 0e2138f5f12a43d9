/**
 * Columns of PostGIS geography, read and written as GeoJSON (WGS 84, longitude before latitude).
 * `@Column(geography('Polygon')) premises!: Polygon`
 */
import type { ColumnOptions } from 'typeorm';

export function geography(shape: 'Point' | 'Polygon', options: ColumnOptions = {}): ColumnOptions {
  return { ...options, type: 'geography', spatialFeatureType: shape, srid: 4326 };
}
