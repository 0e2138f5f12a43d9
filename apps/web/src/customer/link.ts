/**
 * What the address's fragment says. A customer's link is `/p#<store>.<token>` (the token alone when it was
 * sent before links named their store); the sign at a bay is `/p#at/<store>/<bay>/<code>` (an old sign has no code: it
 * is worth a tap); and `/p#trip/<id>` is a trip whose cookie this browser holds: no secret, so it stays in the address
 * bar and each tab finds its own trip after a reload. The fragment never travels to a server, and a link's leaves the
 * address bar once the server has answered.
 */
export type Entry =
  | { readonly kind: 'link'; readonly token: string }
  | { readonly kind: 'sign'; readonly storeId: string; readonly bay: string; readonly code: string | null }
  | { readonly kind: 'trip'; readonly tripId: string }
  /** Opened without a link: whatever trips this browser holds. */
  | { readonly kind: 'again' }
  | { readonly kind: 'broken' };

const LINK = /^(?:[a-z0-9][a-z0-9-]{1,39}\.)?[A-Za-z0-9_-]{22,64}$/;
const TRIP = /^trip\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;
const SIGN = /^at\/([a-z0-9][a-z0-9-]{1,39})\/([^/]{1,48})(?:\/([A-Za-z0-9_-]{22,64}))?$/;

export function readFragment(fragment: string): Entry {
  const text = fragment.replace(/^#/, '').trim();
  if (text === '') return { kind: 'again' };
  if (LINK.test(text)) return { kind: 'link', token: text };
  const tripId = TRIP.exec(text)?.[1];
  if (tripId) return { kind: 'trip', tripId };
  const [, storeId, label, code] = SIGN.exec(text) ?? [];
  const bay = label === undefined ? '' : decoded(label).trim();
  return storeId && bay !== '' && bay.length <= 12
    ? { kind: 'sign', storeId, bay, code: code ?? null }
    : { kind: 'broken' };
}

/** The address of a trip's page, for a tab that holds its cookie. */
export const tripFragment = (tripId: string): string => `#trip/${tripId}`;

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
