/** Times, distances and links as a customer reads them. Times are the store's own: that is where they drive. */
import type { CustomerView } from '@curbline/contracts/http';
import { knownZone } from '../ui/known-zone.js';

type Hours = CustomerView['store']['hours'];
type Language = CustomerView['language'];

export const LOCALES: Record<Language, string> = { fr: 'fr-FR', en: 'en-GB' };

/** How an instant (Unix ms) reads at the store. */
const format =
  (options: Intl.DateTimeFormatOptions) =>
  (at: number, language: Language, timeZone: string): string =>
    new Intl.DateTimeFormat(LOCALES[language], { ...options, timeZone: knownZone(timeZone) }).format(at);

/** 17:42, in both languages. */
export const clockTime = format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

const dayInFull = format({ weekday: 'long', day: 'numeric', month: 'long' });

/** "mardi 24 novembre" when it is another day than today at the store, else null. */
export function otherDay(at: number, now: number, language: Language, timeZone: string): string | null {
  const day = dayInFull(at, language, timeZone);
  return day === dayInFull(now, language, timeZone) ? null : day;
}

/** "mar. 24 nov.", "Tue 24 Nov": short, for a list. */
export const dayName = format({ weekday: 'short', day: 'numeric', month: 'short' });

const weekday = format({ weekday: 'short' });
const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** Today's opening spans at the store. */
export const hoursToday = (hours: Hours, now: number, timeZone: string): Hours[number] =>
  hours[WEEKDAYS.indexOf(weekday(now, 'en', timeZone))] ?? [];

/** A number to dial: digits and a leading + only. */
export const phoneHref = (phone: string): string => `tel:${phone.replace(/(?!^\+)\D/g, '')}`;

/** "Camille" of "Camille D.": on their own phone nobody needs their initial. */
export const firstName = (name: string): string => name.replace(/\s+\p{L}\.?$/u, '');
