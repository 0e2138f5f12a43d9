/**
 * Journeys worth telling, on the flat map of a lot 90 m long (x from -45 to 45) and 60 m deep (y from -30 to
 * 30) with a road along its south side 8 m from the edge (y = -38). Each arrival says where the car parks.
 */
import type { Move } from '@curbline/simulation';

export interface Story {
  readonly name: string;
  readonly arrives: boolean;
  readonly from: readonly [number, number];
  readonly moves: readonly Move[];
}

const ROAD_Y = -38;
const along = (x: number, speedMps = 12): Move => ({ to: [x, ROAD_Y], speedMps });

export const STORIES: readonly Story[] = [
  {
    name: 'parks-in-the-middle',
    arrives: true,
    from: [-1500, ROAD_Y],
    moves: [along(0), { to: [0, -28], speedMps: 5 }, { to: [5, 0], speedMps: 3 }, { standS: 180 }],
  },
  {
    name: 'parks-near-the-edge',
    arrives: true,
    from: [-1500, ROAD_Y],
    moves: [along(-20), { to: [-20, -22], speedMps: 4 }, { to: [-10, -20], speedMps: 2 }, { standS: 180 }],
  },
  {
    name: 'looks-for-a-bay',
    arrives: true,
    from: [1200, ROAD_Y],
    moves: [
      along(30),
      { to: [30, 15], speedMps: 4 },
      { to: [-30, 15], speedMps: 3 },
      { to: [-30, -10], speedMps: 3 },
      { to: [0, -10], speedMps: 2 },
      { standS: 180 },
    ],
  },
  { name: 'drives-past', arrives: false, from: [-1200, ROAD_Y], moves: [along(1200, 12)] },
  { name: 'drives-past-slowly', arrives: false, from: [-800, ROAD_Y], moves: [along(800, 6)] },
  {
    name: 'halts-at-the-light-beside',
    arrives: false,
    from: [-1200, ROAD_Y],
    moves: [along(10), { standS: 45 }, along(1000)],
  },
  {
    name: 'queues-on-the-road-beside',
    arrives: false,
    from: [-1200, ROAD_Y],
    moves: [
      along(-40, 9),
      { standS: 20 },
      along(-15, 3),
      { standS: 15 },
      along(15, 3),
      { standS: 20 },
      along(900, 12),
    ],
  },
  {
    name: 'turns-at-the-crossing-beside',
    arrives: false,
    from: [-1000, ROAD_Y],
    moves: [along(53, 10), { to: [53, 900], speedMps: 12 }],
  },
];

/** The story by its name. @throws Error for a name that nobody tells. */
export function story(name: string): Story {
  const found = STORIES.find((s) => s.name === name);
  if (!found) throw new Error(`no story ${name}`);
  return found;
}
