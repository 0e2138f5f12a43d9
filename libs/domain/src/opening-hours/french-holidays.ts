/** The public holidays of France, computed: eleven by the labor code, two more in Alsace and Moselle. */

export interface PublicHoliday {
  /** `YYYY-MM-DD`. */
  readonly day: string;
  readonly label: { readonly fr: string; readonly en: string };
}

/**
 * Easter Sunday in the Gregorian calendar, as days of March (32 is 1 April).
 * The "anonymous Gregorian" computus: J. Meeus, Astronomical Algorithms, 2nd ed. 1998, chapter 8.
 */
function easterInMarch(year: number): number {
  const a = year % 19;
  const [b, c] = [Math.floor(year / 100), year % 100];
  const [d, e] = [Math.floor(b / 4), b % 4];
  const g = Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3);
  const h = (19 * a + b - d - g + 15) % 30;
  const [i, k] = [Math.floor(c / 4), c % 4];
  const l = (32 + 2 * e + 2 * i - h - k) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  return h + l - 7 * m + 22;
}

/** @param day of the month; may run past its end. */
const isoDay = (year: number, month: number, day: number): string =>
  new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);

/**
 * In the order of the calendar. Sources: Code du travail, article L3133-1; for Alsace and Moselle article L3134-13.
 * @param year Gregorian, 1886 to 9999: Easter Monday and Whit Monday are holidays since then.
 */
export function frenchPublicHolidays(year: number, alsaceMoselle = false): PublicHoliday[] {
  const fixed = (month: number, day: number, fr: string, en: string): PublicHoliday => ({
    day: isoDay(year, month, day),
    label: { fr, en },
  });
  const easter = easterInMarch(year);
  const moving = (after: number, fr: string, en: string): PublicHoliday => fixed(3, easter + after, fr, en);
  const holidays = [
    fixed(1, 1, 'Jour de l’An', 'New Year’s Day'),
    moving(1, 'Lundi de Pâques', 'Easter Monday'),
    fixed(5, 1, 'Fête du Travail', 'Labour Day'),
    fixed(5, 8, 'Victoire de 1945', 'Victory Day'),
    moving(39, 'Ascension', 'Ascension Day'),
    moving(50, 'Lundi de Pentecôte', 'Whit Monday'),
    fixed(7, 14, 'Fête nationale', 'Bastille Day'),
    fixed(8, 15, 'Assomption', 'Assumption Day'),
    fixed(11, 1, 'Toussaint', 'All Saints’ Day'),
    fixed(11, 11, 'Armistice de 1918', 'Armistice Day'),
    fixed(12, 25, 'Noël', 'Christmas Day'),
    ...(alsaceMoselle
      ? [moving(-2, 'Vendredi saint', 'Good Friday'), fixed(12, 26, 'Saint-Étienne', 'St Stephen’s Day')]
      : []),
  ];
  return holidays.sort((a, b) => (a.day < b.day ? -1 : 1));
}
