/** Times, distances, names and numbers to dial as people read them. A time is the store's own: that is where they drive. */
import { knownZone } from './known-zone.js';
import { currentLocale } from './locale.js';

/** Day before month in both languages. */
export const LOCALES = { fr: 'fr-FR', en: 'en-GB' };

/** How an instant (Unix ms) reads at the store, or without a zone where the reader is. */
const format =
  (options: Intl.DateTimeFormatOptions, language = currentLocale) =>
  (at: number, timeZone?: string): string =>
    new Intl.DateTimeFormat(LOCALES[language()], {
      ...options,
      timeZone: timeZone && knownZone(timeZone),
    }).format(at);

const TIME = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
const DAY = { weekday: 'short', day: 'numeric', month: 'short' } as const;
const DAY_IN_FULL = { weekday: 'long', day: 'numeric', month: 'long' } as const;

/** 17:42, in both languages. */
export const clockTime = /* @__PURE__ */ format(TIME);

/** 17:42:10. */
export const clockTimeWithSeconds = /* @__PURE__ */ format({ ...TIME, second: '2-digit' });

/** "mar. 24 nov.", "Tue 24 Nov": short, for a list. */
export const dayName = /* @__PURE__ */ format(DAY);

/** "sam. 28 nov., 09:23", "Sat 28 Nov, 09:23". */
export const dayAndTime = /* @__PURE__ */ format({ ...DAY, ...TIME });

/** "28 nov. 2026, 09:23", "28 Nov 2026, 09:23". */
export const dateAndTime = /* @__PURE__ */ format({ dateStyle: 'medium', timeStyle: 'short' });

/** "samedi 28 novembre". */
export const dayInFull = /* @__PURE__ */ format(DAY_IN_FULL);

/** The day in full when it is another one than today at the store, else null. */
export function otherDay(at: number, now: number, timeZone: string): string | null {
  const day = dayInFull(at, timeZone);
  return day === dayInFull(now, timeZone) ? null : day;
}

/** "lundi", "Monday". */
export const weekdayInFull = /* @__PURE__ */ format({ weekday: 'long' });

const weekday = /* @__PURE__ */ format({ weekday: 'short' }, () => 'en');
const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** The entry for today at the store, of one entry for each day of the week. */
export const ofToday = <Day>(week: readonly Day[], now: number, timeZone: string): Day | undefined =>
  week[WEEKDAYS.indexOf(weekday(now, timeZone))];

/** The day at the store as the server writes days, `2026-12-25`: so is Sweden's. */
export const isoDay = (now: number, timeZone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: knownZone(timeZone) }).format(now);

/** "1,2 km" or "300 m": two figures are enough to go by. */
export function distance(meters: number): string {
  const kilometers = meters >= 1000;
  const unit = kilometers ? 'kilometer' : 'meter';
  return new Intl.NumberFormat(LOCALES[currentLocale()], {
    style: 'unit',
    unit,
    maximumSignificantDigits: 2,
  }).format(kilometers ? meters / 1000 : meters);
}

/** A number to dial: digits and a leading + only. */
export const phoneHref = (phone: string): string => `tel:${phone.replace(/(?!^\+)\D/g, '')}`;

/** "Camille" of "Camille D.": on their own phone nobody needs their initial. */
export const firstName = (name: string): string => name.replace(/\s+\p{L}\.?$/u, '');

/** Closed by a full stop, unless the text was cut short: "…" closes it already. */
export const sentence = (text: string): string => (text.endsWith('…') ? text : `${text}.`);
