/**
 * The path of a request for the log: the route with its UUIDs, and the store's id once the request was admitted. Any other
 * text in the path stays out of the log, because a caller may have typed anything there.
 */
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const STORE_ID = /^[a-z0-9][a-z0-9-]{1,39}$/;

/** @param pattern the route, `/v1/stores/:storeId/board`; undefined when none matched. */
export function loggableRoute(pattern: string | undefined, params: unknown, status: number): string {
  if (pattern === undefined) return '(no such route)';
  return pattern.replaceAll(/:(\w+)/g, (placeholder, name: string) => {
    const value: unknown = typeof params === 'object' && params !== null && Reflect.get(params, name);
    if (typeof value !== 'string') return placeholder;
    const known = UUID.test(value) || (name === 'storeId' && status < 400 && STORE_ID.test(value));
    return known ? value : placeholder;
  });
}
