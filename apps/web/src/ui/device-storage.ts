/**
 * What a page keeps on the device, as JSON. Storage may be forbidden (private windows, embedded browsers) or full:
 * then nothing is found, and what is kept lasts as long as the page.
 */
const deviceStorage = (): Storage => localStorage;

/** @returns undefined when there is nothing, or nothing that can be read. */
export function readKept<Value>(key: string, storageOf = deviceStorage): Value | undefined {
  try {
    return (JSON.parse(storageOf().getItem(key) ?? 'null') as Value | null) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Keeps a value, or with `undefined` keeps it no more. @returns whether the device did as it was told. */
export function keep(key: string, value: unknown, storageOf = deviceStorage): boolean {
  try {
    if (value === undefined) storageOf().removeItem(key);
    else storageOf().setItem(key, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

/** For what is to be forgotten with the tab. */
export const tabStorage = (): Storage => sessionStorage;
