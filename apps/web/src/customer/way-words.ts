/** Distances, places in the line and ways to the store, as the screens after the first tell them. */
import type { CustomerView } from '@curbline/contracts/http';
import { LOCALES } from './formatting.js';

type Language = CustomerView['language'];

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
