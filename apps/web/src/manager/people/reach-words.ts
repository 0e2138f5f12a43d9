/** Where somebody works besides the store that the page shows, in words. */
import type { StaffView } from '@curbline/contracts/http';
import { m } from '../../messages/generated/messages.js';

/** More names than these are counted. */
const MOST_NAMED = 4;

function listed(names: readonly string[]): string {
  if (names.length <= MOST_NAMED) return names.join(', ');
  // At least two are left out, so that the sentence needs no singular.
  const named = names.slice(0, MOST_NAMED - 1);
  return m.people_and_more({ names: named.join(', '), count: names.length - named.length });
}

/** @param storeId the store that the page shows; null: the admins of all stores. */
export function reachWords(
  { home, stores, regions }: Pick<StaffView, 'home' | 'stores' | 'regions'>,
  storeId: string | null,
): string[] {
  const others = stores.filter(({ id }) => id !== storeId).map(({ name }) => name);
  return [
    ...(home && home.id !== storeId ? [m.people_home({ store: home.name })] : []),
    ...(others.length > 0 ? [m.people_also_at({ stores: listed(others) })] : []),
    ...(regions.length > 0 ? [m.people_all_stores_of({ regions: listed(regions) })] : []),
  ];
}
