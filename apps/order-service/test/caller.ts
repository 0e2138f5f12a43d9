/** Somebody who calls the order service over HTTP, without a socket, with the same headers each time. */
import { randomUUID } from 'node:crypto';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

export interface Reply<Body = Record<string, unknown>> {
  readonly status: number;
  readonly headers: Record<string, unknown>;
  readonly body: Body;
}

/** A path that begins with `trip` is below the customer's own trip: `trip/start` is `/v1/trips/{tripId}/start`. */
export interface Caller {
  readonly headers: Readonly<Record<string, string>>;
  /** With a new Idempotency-Key unless one is given; `null` sends none. */
  post<B = Record<string, unknown>>(path: string, body?: unknown, key?: string | null): Promise<Reply<B>>;
  put<B = Record<string, unknown>>(path: string, body: unknown, key?: string): Promise<Reply<B>>;
  patch<B = Record<string, unknown>>(path: string, body: unknown, key?: string): Promise<Reply<B>>;
  delete(path: string, key?: string): Promise<Reply>;
  get<B = Record<string, unknown>>(path: string): Promise<Reply<B>>;
}

/** @param tripId of a customer: their paths begin with `trip`. */
export function callerOf(
  app: NestFastifyApplication,
  headers: Record<string, string>,
  tripId: string,
): Caller {
  const send = async <B>(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    url: string,
    body: unknown,
    more: Record<string, string>,
  ): Promise<Reply<B>> => {
    const response = await app.inject({
      method,
      url: url.replace(/^trip(?=$|\/)/, `/v1/trips/${tripId}`),
      headers: {
        ...headers,
        ...more,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { payload: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    return {
      status: response.statusCode,
      headers: response.headers,
      body: (response.body === '' ? {} : JSON.parse(response.body)) as B,
    };
  };
  return {
    headers,
    post: (path, body = {}, key = randomUUID()) =>
      send('POST', path, body, key === null ? {} : { 'idempotency-key': key }),
    put: (path, body, key = randomUUID()) => send('PUT', path, body, { 'idempotency-key': key }),
    patch: (path, body, key = randomUUID()) => send('PATCH', path, body, { 'idempotency-key': key }),
    delete: (path, key = randomUUID()) => send('DELETE', path, undefined, { 'idempotency-key': key }),
    get: (path) => send('GET', path, undefined, {}),
  };
}
