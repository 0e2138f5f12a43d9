/**
 * Whether an outline can be a store's premises. A wrong one would never be noticed before the first
 * customer stands in front of it, so it is refused where it is drawn, with the place named.
 */
import type { StoreSettings } from '@curbline/contracts/http';
import {
  outlineOf,
  projectionAround,
  shortestDegrees,
  signedDistanceM,
  toLocal,
  type Position,
} from '@curbline/domain/geo';
import type { FieldError } from '@curbline/platform';
import { kinks } from '@turf/kinks';

const MIN_AREA_M2 = 200;
const MAX_AREA_M2 = 1_000_000;
/** An entrance or a bay may lie beside the outline, but not in another street. */
const MAX_BESIDE_M = 100;

type Settings = Pick<StoreSettings, 'premises' | 'entrance' | 'bays'>;

const named = ([longitude = 0, latitude = 0]: readonly number[]): string =>
  `${shortestDegrees(longitude).toFixed(6)}, ${latitude.toFixed(6)}`;

/** What is wrong with the premises, the entrance and the bays, but for what only the database can measure. */
export function premisesFaults(settings: Settings): FieldError[] {
  const ringFaults = unclosedRings(settings.premises.coordinates);
  if (ringFaults.length > 0) return ringFaults;
  const crossing = crossings(settings);
  if (crossing.length > 0) return crossing;
  return [...distantPlaces(settings), ...repeatedBays(settings)];
}

function unclosedRings(rings: Settings['premises']['coordinates']): FieldError[] {
  return rings.flatMap((ring, index) => {
    const first = ring[0];
    const last = ring[ring.length - 1];
    if (first && last && first[0] === last[0] && first[1] === last[1]) return [];
    return [
      {
        field: `premises.coordinates[${index}]`,
        message: {
          en: 'the outline is open: repeat its first position as its last',
          fr: 'le contour est ouvert : répétez sa première position à la fin',
        },
      },
    ];
  });
}

function crossings({ premises }: Settings): FieldError[] {
  const places = kinks(unwrapped(premises)).features.map((feature) => named(feature.geometry.coordinates));
  if (places.length === 0) return [];
  const where = [...new Set(places)].slice(0, 3).join('; ');
  return [
    {
      field: 'premises',
      message: {
        en: `the outline crosses itself at longitude, latitude ${where}: draw it so that no two edges meet`,
        fr: `le contour se croise en longitude, latitude ${where} : tracez-le sans que deux côtés se touchent`,
      },
    },
  ];
}

/** @param areaM2 as the database measures it, on the ellipsoid. */
export function areaFaults(areaM2: number): FieldError[] {
  const rounded = Math.round(areaM2);
  if (rounded >= MIN_AREA_M2 && rounded <= MAX_AREA_M2) return [];
  const message = {
    en: `the outline holds ${rounded} square meters: it must hold between ${MIN_AREA_M2} and ${MAX_AREA_M2}`,
    fr: `le contour compte ${rounded} mètres carrés : il doit en compter entre ${MIN_AREA_M2} et ${MAX_AREA_M2}`,
  };
  return [{ field: 'premises', message }];
}

/**
 * The outline with longitudes that run on past 180° instead of starting again at −180°, so that planar geometry
 * works on an outline across the antimeridian as on any other. Longitudes are then within 360° of the first.
 */
export function unwrapped(premises: Settings['premises']): Settings['premises'] {
  const from = premises.coordinates[0]?.[0]?.[0] ?? 0;
  const coordinates = premises.coordinates.map((ring) =>
    ring.map(([longitude, latitude]): [number, number] => [
      from + shortestDegrees(longitude - from),
      latitude,
    ]),
  );
  return { ...premises, coordinates };
}

function distantPlaces({ premises, entrance, bays }: Settings): FieldError[] {
  const origin = premises.coordinates[0]?.[0] ?? ([0, 0] as Position);
  const projection = projectionAround(origin);
  const outline = outlineOf(premises.coordinates, projection);
  if (!outline) {
    return [
      { field: 'premises', message: { en: 'the outline has no area', fr: 'le contour n’a pas de surface' } },
    ];
  }
  const places = [
    { field: 'entrance', what: { en: 'the entrance', fr: 'l’entrée' }, position: entrance.coordinates },
    ...bays.map((bay, index) => ({
      field: `bays[${index}].position`,
      what: { en: `bay ${bay.label}`, fr: `la place ${bay.label}` },
      position: bay.position.coordinates,
    })),
  ];
  return places.flatMap(({ field, what, position }) => {
    const { x, y } = toLocal(projection, position[0], position[1]);
    const besideM = Math.round(signedDistanceM(outline, x, y));
    if (besideM <= MAX_BESIDE_M) return [];
    const message = {
      en: `${what.en} lies ${besideM} m from the premises: move it within ${MAX_BESIDE_M} m`,
      fr: `${what.fr} est à ${besideM} m du site : placez-la à moins de ${MAX_BESIDE_M} m`,
    };
    return [{ field, message }];
  });
}

function repeatedBays({ bays }: Settings): FieldError[] {
  const seen = new Set<string>();
  return bays.flatMap((bay, index) => {
    const label = bay.label.toUpperCase();
    if (!seen.has(label)) {
      seen.add(label);
      return [];
    }
    const message = {
      en: `there are two bays called ${bay.label}: give each its own label`,
      fr: `deux places s’appellent ${bay.label} : donnez un nom à chacune`,
    };
    return [{ field: `bays[${index}].label`, message }];
  });
}
