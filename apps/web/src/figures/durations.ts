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

/** A day and a time in the store's zone: `sam. 28 nov., 09:23`, `Sat 28 Nov, 09:23`. */
export function dayAndTime(atMs: number, timeZone: string, language: 'fr' | 'en'): string {
  return new Intl.DateTimeFormat(language === 'fr' ? 'fr-FR' : 'en-GB', {
    timeZone: knownZone(timeZone),
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  }).format(atMs);
}

/** How late somebody is, as both languages write it: `46 min`, from an hour on `2 h 05`. */
export function wholeMinutes(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 60) return `${minutes}\u00a0min`;
  return `${Math.floor(minutes / 60)}\u00a0h\u00a0${String(minutes % 60).padStart(2, '0')}`;
}

/** Whole minutes to come, at least 1 while there is anything left; 0 when it is due. */
export function minutesUntil(atMs: number, nowMs: number): number {
  return Math.max(0, Math.ceil((atMs - nowMs) / 60_000));
}
