/**
 * Overland on iOS and Android, and clients of Dawarich, which send the same: a batch of GeoJSON points, and `current`
 * when more batches wait. https://github.com/aaronpk/Overland-iOS#api
 *
 * Overland deletes a batch only after exactly this answer.
 */
import { type AppFix, fieldsOf, fixFrom, instantIn, listOf } from './read.js';

export const OVERLAND_ANSWER = { contentType: 'application/json', body: '{"result":"ok"}' } as const;

export const isOverland = (json: unknown): boolean => Array.isArray(fieldsOf(json)['locations']);

export function overlandFixes(json: unknown): AppFix[] {
  const { locations, current } = fieldsOf(json);
  return [...listOf(locations), current].flatMap((feature) => {
    const { geometry, properties } = fieldsOf(feature);
    const said = fieldsOf(properties);
    // The start or the end of a visit: a summary, and no position of this moment.
    if (said['action'] !== undefined) return [];
    const [longitude, latitude] = listOf(fieldsOf(geometry)['coordinates']);
    const fix = fixFrom({
      latitude,
      longitude,
      recordedAt: instantIn(said['timestamp']),
      accuracyM: said['horizontal_accuracy'],
      speed: said['speed'],
      speedUnit: 1,
      headingDeg: said['course'],
    });
    return fix ? [fix] : [];
  });
}
