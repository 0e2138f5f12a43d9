/**
 * Drives a journey with a phone in hand: sends the position when the server asked for it.
 *
 * Faster than life: the journey's end is laid at the moment at which the simulation will end, with true
 * spacing before it. So every position is in the past when it is sent, as after a dead zone, and later ones are
 * less late; times and speeds stay as they were driven. What is sent too often for the server's limits goes in
 * batches, as a phone sends after being offline.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { FixesAnswer, FixInput } from '@curbline/contracts/http';
import { durationMs, fixAt, type Journey } from './journey.js';
import { Refused } from './cookie-jar.js';
import type { Phone } from './phone.js';

/** No phone sends more often than this: 100 requests a minute. */
const SHORTEST_PAUSE_MS = 600;
const PATIENCE_MS = 2_000;

export interface Drive {
  readonly phone: Pick<Phone, 'report'>;
  readonly journey: Journey;
  /** 1 is real time; 20 takes a twentieth of the time. */
  readonly speed: number;
  readonly signal: AbortSignal;
  /** After each answer: how many fixes it was about, and where in the journey we are. */
  readonly told: (answer: FixesAnswer, sent: number, atMs: number) => void;
}

/** @returns how many fixes were sent. Ends early when aborted or when the server wants no more. */
export async function drivePhone({ phone, journey, speed, signal, told }: Drive): Promise<number> {
  const length = durationMs(journey);
  const startedAt = Date.now();
  const zero = startedAt + length / speed - length;
  let sent = 0;
  let atMs = 0;
  let waitS = 5;
  while (atMs <= length && !signal.aborted) {
    const batch: FixInput[] = [];
    const until = Math.min(length, atMs + SHORTEST_PAUSE_MS * (speed - 1));
    for (; batch.length === 0 || (atMs <= until && batch.length < 100); atMs += waitS * 1000) {
      const fix = fixAt(journey, atMs);
      if (fix) batch.push({ ...withoutTime(fix), recordedAt: Math.round(zero + fix.atMs) });
      if (atMs > length) break;
    }
    await pause(startedAt + Math.min(atMs, length) / speed - Date.now(), signal);
    const answer = await patiently(() => phone.report(distinct(batch), Date.now()), signal);
    if (!answer) return sent;
    sent += batch.length;
    waitS = Math.max(1, answer.nextFixInS);
    told(answer, batch.length, Math.min(atMs, length));
    if (atMs < length && atMs + waitS * 1000 > length) atMs = length;
  }
  return sent;
}

function withoutTime({ latitude, longitude, accuracyM, speedMps, headingDeg }: Journey[number]) {
  return { latitude, longitude, accuracyM, speedMps, headingDeg };
}

/** A sparse trace gives the same fix twice: sent once. */
function distinct(batch: readonly FixInput[]): FixInput[] {
  return batch.filter((fix, index) => batch[index - 1]?.recordedAt !== fix.recordedAt);
}

/** Waits, or returns early when aborted. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (ms > 0) await sleep(ms, undefined, { signal }).catch(() => {});
}

/** Tries again as the page does; `undefined` once the server wants no more positions. */
async function patiently<T>(send: () => Promise<T>, signal: AbortSignal): Promise<T | undefined> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await send();
    } catch (error) {
      if (signal.aborted) return undefined;
      const refused = error instanceof Refused ? error : undefined;
      if (refused?.code === 'sharing-off') return undefined;
      const passing = !refused || refused.status >= 500 || refused.status === 429;
      if (!passing || attempt >= 5) throw error;
      await pause(PATIENCE_MS * attempt, signal);
    }
  }
}
