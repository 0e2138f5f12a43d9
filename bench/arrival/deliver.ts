/**
 * The ways in which a phone's web page really delivers its fixes (docs/arrival.md):
 * native (each fix 300 ms after it was taken) · every5s · every15s · hidden (no fix exists from 180 s before
 * parking to 20 s after) · offline (those of 90 s before to 30 s after come late, in one batch) · jumps (3 % lie
 * 150-400 m away and claim 5-15 m).
 */
import type { Fix } from '@curbline/domain/arrival';
import { projectionAround, toPosition } from '@curbline/domain/geo';
import type { SeededRandom } from '@curbline/testkit/trips';
import type { Scenario } from './trip-case.ts';

const LATENCY_MS = 300;
const STEP_MS: Partial<Record<Scenario, number>> = { every5s: 5000, every15s: 15_000 };

/** @param at the moment of parking, of the pass or of the halt, ms */
export function deliver(
  recorded: readonly Fix[],
  scenario: Scenario,
  at: number,
  random: SeededRandom,
): Fix[] {
  const out: Fix[] = [];
  let last = -Infinity;
  for (const fix of recorded) {
    const t = fix.recordedAt;
    const step = STEP_MS[scenario];
    if (step !== undefined) {
      if (t - last < step - 200) continue;
      last = t;
    }
    if (scenario === 'hidden' && t >= at - 180_000 && t <= at + 20_000) continue;
    const late = scenario === 'offline' && t >= at - 90_000 && t <= at + 30_000;
    const jumps = scenario === 'jumps' && random.next() < 0.03;
    out.push({
      ...(jumps ? elsewhere(fix, random) : fix),
      receivedAt: (late ? at + 30_000 : t) + LATENCY_MS,
    });
  }
  return out.sort((a, b) => a.receivedAt - b.receivedAt || a.recordedAt - b.recordedAt);
}

function elsewhere(fix: Fix, random: SeededRandom): Fix {
  const map = projectionAround([fix.longitude, fix.latitude]);
  const [distanceM, angle] = [150 + 250 * random.next(), 2 * Math.PI * random.next()];
  const point = { x: distanceM * Math.cos(angle), y: distanceM * Math.sin(angle) };
  const [longitude, latitude] = toPosition(map, point);
  const accuracyM = 5 + 10 * random.next();
  return { ...fix, longitude, latitude, accuracyM, speedMps: undefined, headingDeg: undefined };
}
