/**
 * When a board makes which sound. It calls until somebody answers: whoever stands here unclaimed rings
 * at once and every 20 s, past the goal with another chime each minute; a claim silences every device.
 * Somebody already serving is left alone until a wait passes the goal. Pure: memory in, memory out.
 */
export type Sound = 'arrived' | 'late' | 'approaching' | 'lost';

export interface AlarmScene {
  /** Unix ms. */
  readonly now: number;
  /** Those here whom nobody is going to. */
  readonly calling: readonly { readonly orderId: string; readonly pastGoal: boolean }[];
  readonly approaching: readonly string[];
  /** The person on this device is on their way to somebody else. */
  readonly serving: boolean;
  readonly offline: boolean;
}

export interface AlarmMemory {
  readonly chimedAt: number | null;
  readonly lateAt: number | null;
  readonly rung: ReadonlySet<string>;
  readonly noted: ReadonlySet<string>;
  readonly offline: boolean;
}

const CHIME_EVERY_MS = 20_000;
const LATE_EVERY_MS = 60_000;

/** A board that has just been switched on: who is approaching already needs no note. */
export function quiet(scene: AlarmScene): AlarmMemory {
  return {
    chimedAt: null,
    lateAt: null,
    rung: new Set(),
    noted: new Set(scene.approaching),
    offline: scene.offline,
  };
}

/** What to play now, if anything. At most one sound: the gravest. */
export function nextSound(
  memory: AlarmMemory,
  scene: AlarmScene,
): { memory: AlarmMemory; sound: Sound | null } {
  const ringing = scene.calling.filter((call) => call.pastGoal || !scene.serving);
  const rung = new Set(ringing.map((call) => call.orderId));
  const news = ringing.some((call) => !memory.rung.has(call.orderId));
  const fresh = scene.approaching.some((id) => !memory.noted.has(id));
  const due = (last: number | null, everyMs: number): boolean => last === null || scene.now - last >= everyMs;
  const next: AlarmMemory = {
    chimedAt: ringing.length > 0 ? memory.chimedAt : null,
    lateAt: ringing.some((call) => call.pastGoal) ? memory.lateAt : null,
    rung,
    noted: new Set(scene.approaching),
    offline: scene.offline,
  };
  if (ringing.some((call) => call.pastGoal) && due(next.lateAt, LATE_EVERY_MS)) {
    return { memory: { ...next, chimedAt: scene.now, lateAt: scene.now }, sound: 'late' };
  }
  if (ringing.length > 0 && (news || due(next.chimedAt, CHIME_EVERY_MS))) {
    return { memory: { ...next, chimedAt: scene.now }, sound: 'arrived' };
  }
  if (scene.offline && !memory.offline) return { memory: next, sound: 'lost' };
  return { memory: next, sound: fresh ? 'approaching' : null };
}
