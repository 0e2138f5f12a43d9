/** Ways to the store, and whose instructions to show. */
import type { CustomerView } from '@curbline/contracts/http';

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
