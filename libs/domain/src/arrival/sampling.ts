/**
 * How soon the next fix is worth having, in seconds. Far away a fix changes little and costs battery and
 * data; near the lot each second counts. Twenty minutes of driving come to fewer than 60 fixes.
 */
import type { Phase } from './track-state.js';

export function nextFixInS(phase: Phase, etaS: number | undefined, inVisit: boolean): number {
  if (phase === 'here') return 20;
  if (inVisit) return 3;
  if (etaS === undefined) return 5;
  if (etaS < 45) return 4;
  if (etaS < 150) return 8;
  return Math.round(Math.min(60, Math.max(15, etaS / 8)));
}
