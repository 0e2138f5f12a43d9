/**
 * The request's id, carried alongside everything done for it: logs, trip events, the store's log.
 *
 * Kept in an AsyncLocalStorage that is entered when the request comes in and again once its body is
 * read, because the body arrives on the socket's own events, which belong to no request.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';

interface RequestContext {
  readonly requestId: string;
}

const storage = new AsyncLocalStorage<RequestContext>();

/** A caller's id is kept if it is one word of harmless letters; anything else gets a new one. */
const SANE_ID = /^[A-Za-z0-9][A-Za-z0-9._-]{7,63}$/;

export function requestIdFrom(header: string | string[] | undefined): string {
  return typeof header === 'string' && SANE_ID.test(header) ? header : randomUUID();
}

/** The id of the request being handled, or null outside of any (timers, followers of the log). */
export function currentRequestId(): string | null {
  return storage.getStore()?.requestId ?? null;
}

/** Runs `work` as part of the request `requestId`: also for messages that carry an id from elsewhere. */
export function withRequestId<T>(requestId: string, work: () => T): T {
  return storage.run({ requestId }, work);
}
