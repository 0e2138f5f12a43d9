/** Times, distances and links as a customer reads them. Times are the store's own: that is where they drive. */
import type { CustomerView } from '@curbline/contracts/http';
import { knownZone } from '../ui/known-zone.js';

type Hours = CustomerView['store']['hours'];
type Language = CustomerView['language'];

const LOCALES: Record<Language, string> = { fr: 'fr-FR', en: 'en-GB' };

/** 17:42, in both languages. */
export const clockTime = (at: number, language: Language, timeZone: string): string =>
  new Intl.DateTimeFormat(LOCALES[language], {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: knownZone(timeZone),
  }).format(at);

/** "mardi 24 novembre" when it is another day than today at the store, else null. */
export function otherDay(at: number, now: number, language: Language, timeZone: string): string | null {
  const day = new Intl.DateTimeFormat(LOCALES[language], {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    timeZone: knownZone(timeZone),
  });
  return day.format(at) === day.format(now) ? null : day.format(at);
}

/** "mar. 24 nov.", "Tue 24 Nov": short, for a list. */
export const dayName = (at: number, language: Language, timeZone: string): string =>
  new Intl.DateTimeFormat(LOCALES[language], {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    timeZone: knownZone(timeZone),
  }).format(at);

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** Today's opening spans at the store. */
export function hoursToday(hours: Hours, now: number, timeZone: string): Hours[number] {
  const weekday = new Intl.DateTimeFormat('en-US', {
    weekday: 'short',
    timeZone: knownZone(timeZone),
  }).format(now);
  return hours[WEEKDAYS.indexOf(weekday)] ?? [];
}

/** A number to dial: digits and a leading + only. */
export const phoneHref = (phone: string): string => `tel:${phone.replace(/(?!^\+)\D/g, '')}`;

/** "1,2 km" or "300 m": two figures are enough for a warning. */
export function distance(metres: number, language: Language): string {
  const kilometres = metres >= 1000;
  const unit = kilometres ? 'kilometer' : 'meter';
  return new Intl.NumberFormat(LOCALES[language], {
    style: 'unit',
    unit,
    maximumSignificantDigits: 2,
  }).format(kilometres ? metres / 1000 : metres);
}

/** Ordinal of a place in the line: 2ᵉ, 2nd. */
export function ordinal(place: number, language: Language): string {
  if (language === 'fr') return place === 1 ? '1ᵉʳ' : `${place}ᵉ`;
  const kind = new Intl.PluralRules('en', { type: 'ordinal' }).select(place);
  return `${place}${{ one: 'st', two: 'nd', few: 'rd' }[kind as string] ?? 'th'}`;
}

export interface Directions {
  readonly name: string;
  readonly href: string;
}

/** Where the way to the store's entrance can be opened. Only the store's position is in the address. */
export function directions(entrance: CustomerView['store']['entrance'], userAgent: string): Directions[] {
  const at = `${entrance.latitude.toFixed(6)},${entrance.longitude.toFixed(6)}`;
  const apple = { name: 'Plans', href: `https://maps.apple.com/?daddr=${at}&dirflg=d` };
  return [
    ...(/iPhone|iPad|Macintosh/.test(userAgent) ? [apple] : []),
    { name: 'Google Maps', href: `https://www.google.com/maps/dir/?api=1&destination=${at}` },
    { name: 'Waze', href: `https://waze.com/ul?ll=${at}&navigate=yes` },
  ];
}

/** Whose instructions to show for giving the permission back. */
export function browserFamily(userAgent: string): 'ios' | 'android' | 'other' {
  if (/iPhone|iPad|iPod/.test(userAgent)) return 'ios';
  return userAgent.includes('Android') ? 'android' : 'other';
}

/** "Camille" of "Camille D.": on their own phone nobody needs their initial. */
export const firstName = (name: string): string => name.replace(/\s+\p{L}\.?$/u, '');
