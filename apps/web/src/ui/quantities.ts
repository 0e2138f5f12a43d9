/** Durations and places in a queue as people read them. */
import { currentLocale } from './locale.js';

/** `m:ss`, from an hour on `h:mm:ss`; never negative. */
export function stopwatch(ms: number): string {
  const total = Math.max(0, Math.floor(ms / 1000));
  const [hours, minutes, seconds] = [Math.floor(total / 3600), Math.floor(total / 60) % 60, total % 60];
  const pad = (n: number): string => String(n).padStart(2, '0');
  return hours > 0 ? `${hours}:${pad(minutes)}:${pad(seconds)}` : `${minutes}:${pad(seconds)}`;
}

/** The same for machines: whole minutes and seconds as ISO 8601, for `<time datetime>`. */
export function isoDuration(ms: number): string {
  const total = Math.max(0, Math.floor(ms / 1000));
  return `PT${Math.floor(total / 60)}M${total % 60}S`;
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

/** Ordinal of a queue position: 2ᵉ, 2nd. */
export function ordinal(position: number): string {
  if (currentLocale() === 'fr') return position === 1 ? '1ᵉʳ' : `${position}ᵉ`;
  const kind = new Intl.PluralRules('en', { type: 'ordinal' }).select(position);
  return `${position}${{ one: 'st', two: 'nd', few: 'rd' }[kind as string] ?? 'th'}`;
}
