/**
 * A store's time zone as this browser can use it. An older browser does not know zones that were named since, such
 * as `Europe/Kyiv`, and `Intl` throws: the device's own zone is the next best, since people are near their store.
 */
const known = new Map<string, string | undefined>();

/** @returns the name itself, or `undefined` (the device's own zone) when this browser does not know it. */
export function knownZone(timeZone: string): string | undefined {
  if (!known.has(timeZone)) known.set(timeZone, isKnown(timeZone) ? timeZone : undefined);
  return known.get(timeZone);
}

function isKnown(timeZone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone }));
  } catch {
    return false;
  }
}
