/**
 * What the address's fragment says. A customer's link is `/p#<store>.<token>` (the token alone when it was
 * sent before links named their store); the sign at a bay is `/p#at/<store>/<bay>/<code>` (an old sign
 * has no code: it is worth a tap). The fragment never travels to a server, and leaves the address bar at once.
 */
export type Entry =
  | { readonly kind: 'link'; readonly token: string }
  | { readonly kind: 'sign'; readonly storeId: string; readonly bay: string; readonly code: string | null }
  | { readonly kind: 'again' }
  | { readonly kind: 'broken' };

const LINK = /^(?:[a-z0-9][a-z0-9-]{1,39}\.)?[A-Za-z0-9_-]{22,64}$/;
const SIGN = /^at\/([a-z0-9][a-z0-9-]{1,39})\/([^/]{1,48})(?:\/([A-Za-z0-9_-]{22,64}))?$/;

export function readFragment(fragment: string): Entry {
  const text = fragment.replace(/^#/, '').trim();
  if (text === '') return { kind: 'again' };
  if (LINK.test(text)) return { kind: 'link', token: text };
  const [, storeId, label, code] = SIGN.exec(text) ?? [];
  const bay = label === undefined ? '' : decoded(label).trim();
  return storeId && bay !== '' && bay.length <= 12
    ? { kind: 'sign', storeId, bay, code: code ?? null }
    : { kind: 'broken' };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
