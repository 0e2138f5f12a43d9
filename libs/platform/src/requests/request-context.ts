/**
 * The id of the current request, for its log lines, trip events and store events, and the address it came from.
 *
 * It is in an AsyncLocalStorage, which is entered when the request arrives and again once its body is read, because the
 * events of the socket that deliver the body are outside of the request's context.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';

interface RequestContext {
  readonly requestId: string;
  readonly address?: string | undefined;
}

const storage = new AsyncLocalStorage<RequestContext>();

/** A caller's id that is accepted; any other is replaced. */
const VALID_ID = /^[A-Za-z0-9][A-Za-z0-9._-]{7,63}$/;

export function requestIdFrom(header: string | string[] | undefined): string {
  return typeof header === 'string' && VALID_ID.test(header) ? header : randomUUID();
}

/** The id of the request being handled, or null outside of any (timers, followers of the log). */
export function currentRequestId(): string | null {
  return storage.getStore()?.requestId ?? null;
}

/** The address that the request being handled came from, as `request.ip` has it; null outside of any. */
export function currentAddress(): string | null {
  return storage.getStore()?.address ?? null;
}

/**
 * Runs `work` as part of the request `requestId`: also for messages that carry an id from elsewhere.
 * @param address that the request came from
 */
export function withRequestId<T>(requestId: string, work: () => T, address?: string): T {
  return storage.run({ requestId, address }, work);
}
