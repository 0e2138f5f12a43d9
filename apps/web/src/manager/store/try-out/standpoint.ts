/** Where somebody stands by the store's outline and entrance. */
import type { StoreSettings } from '@curbline/contracts/http';
import {
  distanceM,
  outlineOf,
  type Position,
  projectionAround,
  signedDistanceM,
  toLocal,
} from '@curbline/domain/geo';

export interface Standpoint {
  /** `edge`: too near it for this accuracy to tell. */
  readonly side: 'inside' | 'outside' | 'edge';
  /** To the outline's nearest edge, whole meters. */
  readonly edgeM: number;
  readonly entranceM: number;
}

/** @param accuracyM radius of the phone's own circle; undefined for a place without an outline. */
export function standpointOf(
  { premises, entrance }: Pick<StoreSettings, 'premises' | 'entrance'>,
  position: Position,
  accuracyM: number,
): Standpoint | undefined {
  const projection = projectionAround(premises.coordinates[0]?.[0] ?? position);
  const outline = outlineOf(premises.coordinates, projection);
  if (!outline) return undefined;
  const { x, y } = toLocal(projection, position[0], position[1]);
  const signedM = signedDistanceM(outline, x, y);
  const side = Math.abs(signedM) < accuracyM ? 'edge' : signedM < 0 ? 'inside' : 'outside';
  const entranceM = Math.round(distanceM(position, entrance.coordinates));
  return { side, edgeM: Math.round(Math.abs(signedM)), entranceM };
}
