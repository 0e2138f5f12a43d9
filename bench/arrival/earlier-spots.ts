/**
 * A store that has learned where its customers stand: a few places in the lot at which most of them park, counted in
 * squares as the service counts them. Where they are is made up; no data set holds many visits to one store.
 */
import {
  addParkedSpots,
  newParkingHeatMap,
  squareOf,
  usualParkedSpots,
  type Square,
} from '@curbline/domain/fence';
import { outlineOf, projectionAround, toLocal, toPosition, type Point } from '@curbline/domain/geo';
import { placeInside, SeededRandom } from '@curbline/testkit/trips';
import type { TripCase } from './trip-case.ts';

/** How many places in a lot customers like. */
const PLACES = 4;
/** The share of customers who stand at one of them; the others, this one among them, stand anywhere. */
const LIKED = 0.75;
/** Nobody parks nearer to the edge; meters. */
const BAY_M = 2.5;
/** How far a customer stands from the middle of the place, and the phone says from the car; meters, one axis. */
const SCATTER_M = 5;

/**
 * The same trip, to a store at which so many customers have stood before. Three in four of those who arrive stand
 * where others stood; the lots of passes and halts are learned in the same way.
 * @param seed of the places: another for each case
 */
export function withEarlierSpots(trip: TripCase, customers: number, seed: number): TripCase {
  const [corner] = trip.store.premises.coordinates[0] ?? [];
  if (!corner) return trip;
  const map = projectionAround(corner);
  const outline = outlineOf(trip.store.premises.coordinates, map);
  if (!outline) return trip;
  const random = new SeededRandom(seed);
  const anywhere = (): Point | undefined => placeInside(outline, BAY_M, Infinity, random);
  const own = trip.stoodAt && random.next() < LIKED ? toLocal(map, ...trip.stoodAt) : undefined;
  const liked = Array.from({ length: PLACES }, (_, i) => (i === 0 && own) || anywhere());
  const grid = newParkingHeatMap(corner);
  const squares = Array.from({ length: customers }, (): Square | undefined => {
    const place = random.next() < LIKED ? random.pick(liked) : anywhere();
    if (!place) return undefined;
    const seen = {
      x: place.x + SCATTER_M * random.gaussian(),
      y: place.y + SCATTER_M * random.gaussian(),
    };
    return squareOf(grid, toPosition(map, seen));
  });
  const stands = usualParkedSpots(
    addParkedSpots(
      grid,
      squares.filter((square) => square !== undefined),
    ),
  );
  return { ...trip, store: { ...trip.store, stands } };
}
