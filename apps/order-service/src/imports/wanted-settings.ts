/** What a row makes of a store's settings. */
import type { Bay, ImportedBay, ImportedStore, StoreSettings } from '@curbline/contracts/http';
import { isSamePosition, roundedPosition } from '@curbline/domain/geo';
import { radiusOf, roundRing, USUAL_RADIUS_M } from '@curbline/domain/place';

/**
 * Positions are rounded: what is finer would differ at each import, because nobody keeps it.
 * @returns settings that the schema has not seen yet: of a new store anything may be missing.
 */
export function wantedSettings(
  current: StoreSettings | undefined,
  { id: _, latitude, longitude, radiusM, premises, bays, exceptions, instructions, ...plain }: ImportedStore,
): Partial<StoreSettings> {
  const given = { ...plain, ...placeOf(current, { latitude, longitude, radiusM, premises }) };
  const wanted: Partial<StoreSettings> = { ...(current ?? newSettings()), ...given };
  if (exceptions) wanted.exceptions = withExceptions(current?.exceptions ?? [], exceptions);
  if (bays) wanted.bays = withBays(current?.bays ?? [], bays);
  if (instructions) wanted.instructions = { fr: '', en: '', ...current?.instructions, ...instructions };
  return wanted;
}

/** What a new store has unless the file says otherwise; hours, which customers read, are not invented. */
const newSettings = (): Partial<StoreSettings> => ({
  languages: ['fr', 'en'],
  bays: [],
  instructions: { fr: '', en: '' },
});

/** The bays of a store with those of the file: moved or added, and none removed. */
export function withBays(current: readonly Bay[], given: readonly ImportedBay[]): Bay[] {
  const bays = [...current];
  const places = new Map(bays.map(({ label }, place) => [label.toUpperCase(), place]));
  for (const { label, latitude, longitude } of given) {
    const bay: Bay = {
      label,
      position: { type: 'Point', coordinates: roundedPosition([longitude, latitude]) },
    };
    const place = places.get(label.toUpperCase());
    if (place === undefined) places.set(label.toUpperCase(), bays.push(bay) - 1);
    else bays[place] = { ...bay, label: bays[place]?.label ?? label };
  }
  return bays;
}

type Exceptions = NonNullable<StoreSettings['exceptions']>;

/** Those of the file take the place of those of the same days, and keep their names where the file has none. */
function withExceptions(current: Exceptions, given: Exceptions): Exceptions {
  const key = ({ from, to }: Exceptions[number]): string => `${from} ${to}`;
  const kept = new Map(current.map((exception) => [key(exception), exception]));
  for (const exception of given) {
    const label =
      exception.label.fr || exception.label.en ? exception.label : kept.get(key(exception))?.label;
    kept.set(key(exception), { ...exception, label: label ?? exception.label });
  }
  return [...kept.values()].toSorted((a, b) => (a.from < b.from ? -1 : 1));
}

type Place = Pick<StoreSettings, 'entrance' | 'premises'>;

/** Round premises go with their entrance; an outline that somebody drew stays where it is. */
function placeOf(
  current: StoreSettings | undefined,
  requested: Pick<ImportedStore, 'latitude' | 'longitude' | 'radiusM' | 'premises'>,
): Partial<Place> {
  const { latitude, longitude, radiusM } = requested;
  const premises = requested.premises && roundedOutline(requested.premises);
  const before = current?.entrance.coordinates;
  const entrance =
    latitude === undefined || longitude === undefined ? before : roundedPosition([longitude, latitude]);
  if (!entrance) return premises ? { premises } : {};
  const place: Partial<Place> = { entrance: { type: 'Point', coordinates: [entrance[0], entrance[1]] } };
  if (premises) return { ...place, premises };
  const ring = current?.premises.coordinates[0];
  const radius = ring && before && radiusOf(ring, before);
  if (ring && radius === undefined) return place;
  if (radius === (radiusM ?? radius) && before && isSamePosition(entrance, before)) return {};
  const round = roundRing(entrance, radiusM ?? radius ?? USUAL_RADIUS_M);
  return { ...place, premises: { type: 'Polygon', coordinates: [round] } };
}

const roundedOutline = ({ type, coordinates }: Place['premises']): Place['premises'] => ({
  type,
  coordinates: coordinates.map((ring) => ring.map(roundedPosition)),
});
