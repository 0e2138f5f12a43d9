import { getCountries, isSupportedCountry } from 'libphonenumber-js/max';

/** Node has it; TypeScript's library does not yet. */
type Locale = Intl.Locale & { getTimeZones(): string[] | undefined };

const nameOf = (timeZone: string): string =>
  new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone;

/** Time zones that lie in no more than one country, by the name that `Intl` uses; from Unicode's own table (CLDR). */
function countriesByZone(): ReadonlyMap<string, string> {
  const countries = new Map<string, string>();
  for (const country of getCountries()) {
    const locale = new Intl.Locale('und', { region: country }) as Locale;
    const zones = locale.getTimeZones() ?? [];
    for (const zone of zones) countries.set(zone, country);
  }
  return countries;
}
let byZone: ReadonlyMap<string, string> | undefined;

/**
 * The country in which a time zone lies.
 * @param timeZone an IANA name, such as `Europe/Paris`
 * @returns two letters (ISO 3166-1), such as `FR`; undefined for one that lies in none, such as `UTC`
 */
export function countryOf(timeZone: string): string | undefined {
  byZone ??= countriesByZone();
  try {
    return byZone.get(nameOf(timeZone));
  } catch {
    // A zone of the database's that this `Intl` does not know.
    return undefined;
  }
}

/** Whether a country with phone numbers has these two letters. */
export const isCountry = (letters: string): boolean => isSupportedCountry(letters);
