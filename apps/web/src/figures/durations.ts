/** Times and durations as the board and the manager's page write them. Zones by `Intl` only. */
import { knownZone } from '../ui/known-zone.js';

/** `m:ss`, from an hour on `h:mm:ss`; never negative. */
export function stopwatch(ms: number): string {
  const total = Math.max(0, Math.floor(ms / 1000));
  const [hours, minutes, seconds] = [Math.floor(total / 3600), Math.floor(total / 60) % 60, total % 60];
  const pad = (n: number): string => String(n).padStart(2, '0');
  return hours > 0 ? `${hours}:${pad(minutes)}:${pad(seconds)}` : `${minutes}:${pad(seconds)}`;
}

/** The same spoken or read aloud: whole minutes and seconds as ISO 8601, for `<time datetime>`. */
export function isoDuration(ms: number): string {
  const total = Math.max(0, Math.floor(ms / 1000));
  return `PT${Math.floor(total / 60)}M${total % 60}S`;
}

/** A time of day in the store's zone, `17:42` or, with seconds, `17:42:10`. */
export function timeOfDay(atMs: number, timeZone: string, withSeconds = false): string {
  return new Intl.DateTimeFormat('en-GB', {
    timeZone: knownZone(timeZone),
    hour: '2-digit',
    minute: '2-digit',
    ...(withSeconds ? { second: '2-digit' } : {}),
  }).format(atMs);
}

/** Whole minutes to come, at least 1 while there is anything left; 0 when it is due. */
export function minutesUntil(atMs: number, nowMs: number): number {
  return Math.max(0, Math.ceil((atMs - nowMs) / 60_000));
}
