import { describe, expect, it } from 'vitest';
import type { FenceHealthView } from '@curbline/contracts/http';
import { lotPlan } from './lot-plan.js';

const [LON, LAT] = [4.85, 45.75];
const at = (eastM: number, northM: number): [number, number] => [
  LON + eastM / (111_195 * Math.cos((LAT * Math.PI) / 180)),
  LAT + northM / 111_195,
];
const rectangle = (eastM: number): [number, number][] => [
  at(eastM, 0),
  at(eastM + 90, 0),
  at(eastM + 90, 60),
  at(eastM, 60),
  at(eastM, 0),
];
const health: FenceHealthView = {
  storeVersion: 1,
  stands: 60,
  insidePercent: 40,
  findings: [{ kind: 'moved', metres: 40, towards: 'e' }],
  premises: { type: 'Polygon', coordinates: [rectangle(0)] },
  entrance: { type: 'Point', coordinates: at(45, 55) },
  corrected: { type: 'Polygon', coordinates: [rectangle(40)] },
  squareM: 10,
  squares: [
    { middle: at(100, 20), stands: 8 },
    { middle: at(60, 20), stands: 4 },
  ],
};

describe('the plan of the car park', () => {
  it('is in meters with north up, and holds both outlines', () => {
    const plan = lotPlan(health, []);
    expect(plan.outline).toBe('M0 0L90 0L90 -60L0 -60L0 0Z');
    expect(plan.corrected).toBe('M40 0L130 0L130 -60L40 -60L40 0Z');
    expect(plan.viewBox).toBe('-15 -75 160 90');
  });

  it('draws the squares around their middle, the fullest the strongest', () => {
    const [full, half] = lotPlan(health, []).squares;
    expect(full).toEqual({ x: 95, y: -25, sizeM: 10, share: 1 });
    expect(half).toMatchObject({ share: 0.5 });
  });

  it('names the bays where they lie, and needs no correction to be drawn', () => {
    const bays = [{ label: '4', position: { type: 'Point' as const, coordinates: at(10, 10) } }];
    const plan = lotPlan({ ...health, corrected: null, squares: [] }, bays);
    expect(plan).toMatchObject({
      corrected: null,
      bays: [{ label: '4', x: 10, y: -10, named: true }],
      squares: [],
    });
  });

  it('leaves out labels that would lie over others, and keeps the marks of their bays', () => {
    const bays = ['1', '2', '3', 'PARKING-1004', '5'].map((label, i) => ({
      label,
      position: { type: 'Point' as const, coordinates: at(10 + 2.5 * i, 10) },
    }));
    const plan = lotPlan(health, bays);
    expect(plan.bays.map(({ named }) => named)).toEqual([true, false, true, false, true]);
  });
});
