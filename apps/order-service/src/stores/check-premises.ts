/**
 * Whether an outline can be a store's premises. A wrong one would never be noticed before the first
 * customer stands in front of it, so it is refused where it is drawn, with the place named.
 */
import type { StoreSettings } from '@curbline/contracts/http';
import { outlineOf, projectionAround, signedDistanceM, toLocal, type Position } from '@curbline/domain/geo';
import { area } from '@turf/area';
import { kinks } from '@turf/kinks';

const MIN_AREA_M2 = 200;
const MAX_AREA_M2 = 1_000_000;
/** An entrance or a bay may lie beside the outline, but not in another street. */
const MAX_BESIDE_M = 100;

export interface PremisesFault {
  readonly field: string;
  readonly message: string;
}

type Settings = Pick<StoreSettings, 'premises' | 'entrance' | 'bays'>;

const named = ([longitude, latitude]: readonly number[]): string =>
  `${longitude?.toFixed(6)}, ${latitude?.toFixed(6)}`;

/** Everything that is wrong with the premises, the entrance and the bays; empty when they can be used. */
export function premisesFaults(settings: Settings): PremisesFault[] {
  const ringFaults = unclosedRings(settings.premises.coordinates);
  if (ringFaults.length > 0) return ringFaults;
  const crossing = crossings(settings);
  if (crossing.length > 0) return crossing;
  return [...areaFaults(settings), ...distantPlaces(settings), ...repeatedBays(settings)];
}

function unclosedRings(rings: Settings['premises']['coordinates']): PremisesFault[] {
  return rings.flatMap((ring, index) => {
    const first = ring[0];
    const last = ring[ring.length - 1];
    if (first && last && first[0] === last[0] && first[1] === last[1]) return [];
    return [
      {
        field: `premises.coordinates[${index}]`,
        message: 'the outline is open: repeat its first position as its last',
      },
    ];
  });
}

function crossings({ premises }: Settings): PremisesFault[] {
  const places = kinks(premises).features.map((feature) => named(feature.geometry.coordinates));
  if (places.length === 0) return [];
  const where = [...new Set(places)].slice(0, 3).join('; ');
  return [
    {
      field: 'premises',
      message: `the outline crosses itself at longitude, latitude ${where}: draw it so that no two edges meet`,
    },
  ];
}

function areaFaults({ premises }: Settings): PremisesFault[] {
  const areaM2 = Math.round(area(premises));
  if (areaM2 >= MIN_AREA_M2 && areaM2 <= MAX_AREA_M2) return [];
  const limits = `between ${MIN_AREA_M2} and ${MAX_AREA_M2} square metres`;
  return [
    { field: 'premises', message: `the outline holds ${areaM2} square metres: it must hold ${limits}` },
  ];
}

function distantPlaces({ premises, entrance, bays }: Settings): PremisesFault[] {
  const origin = premises.coordinates[0]?.[0] ?? ([0, 0] as Position);
  const projection = projectionAround(origin);
  const outline = outlineOf(premises.coordinates, projection);
  if (!outline) return [{ field: 'premises', message: 'the outline has no area' }];
  const places = [
    { field: 'entrance', what: 'the entrance', position: entrance.coordinates },
    ...bays.map((bay, index) => ({
      field: `bays[${index}].position`,
      what: `bay ${bay.label}`,
      position: bay.position.coordinates,
    })),
  ];
  return places.flatMap(({ field, what, position }) => {
    const { x, y } = toLocal(projection, position[0], position[1]);
    const besideM = Math.round(signedDistanceM(outline, x, y));
    if (besideM <= MAX_BESIDE_M) return [];
    const message = `${what} lies ${besideM} m from the premises: move it within ${MAX_BESIDE_M} m`;
    return [{ field, message }];
  });
}

function repeatedBays({ bays }: Settings): PremisesFault[] {
  const seen = new Set<string>();
  return bays.flatMap((bay, index) => {
    const label = bay.label.toUpperCase();
    if (!seen.has(label)) {
      seen.add(label);
      return [];
    }
    const message = `there are two bays called ${bay.label}: give each its own label`;
    return [{ field: `bays[${index}].label`, message }];
  });
}
