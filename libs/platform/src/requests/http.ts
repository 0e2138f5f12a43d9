/**
 * The fields of a request and a reply that guards, filters and hooks use. Structural types, so that they do not depend on
 * the package of the HTTP server.
 */
export interface HttpRequest {
  readonly id: string;
  readonly method: string;
  readonly url: string;
  readonly ip: string;
  readonly protocol: string;
  readonly host: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly params: unknown;
  /** No route matched. */
  readonly is404?: boolean;
  readonly routeOptions: { readonly url?: string | undefined };
}

export interface HttpReply {
  readonly statusCode: number;
  code(status: number): unknown;
  header(name: string, value: string | number): unknown;
  type(contentType: string): unknown;
  send(body: unknown): unknown;
}

/** A header as text; the first one when it occurs several times. */
export function headerOf(request: Pick<HttpRequest, 'headers'>, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}

/** A path parameter as text, if the route has it. */
export function paramOf(request: Pick<HttpRequest, 'params'>, name: string): string | undefined {
  const { params } = request;
  if (typeof params !== 'object' || params === null) return undefined;
  const value: unknown = Reflect.get(params, name);
  return typeof value === 'string' ? value : undefined;
}
