/**
 * One request that names itself by an Idempotency-Key, from the header to the transaction.
 *
 * The interceptor makes the call and runs the handler inside it. `ChangesService.run` and `IdempotencyService` find it
 * there and store its response in the transaction that has the effect, so a crash leaves both or neither.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { createHash } from 'node:crypto';

export interface IdempotentCall {
  /** The caller: the same key of two callers is two keys. */
  readonly scope: string;
  /** The one store of which the caller can change anything; undefined: several, or the chain. */
  readonly onlyStore: string | undefined;
  readonly keyHash: Buffer;
  /** A hash of method, path and body: the same key with another request is a mistake of the caller. */
  readonly fingerprint: Buffer;
  /** Set when request or answer hold a secret: what the answer is sealed with, see seal.ts. */
  readonly sealWith: string | undefined;
  /** What became of it; `pending` after the handler means that nothing was recorded. */
  state: 'pending' | 'recorded' | 'replayed';
}

const storage = new AsyncLocalStorage<IdempotentCall>();

export const currentCall = (): IdempotentCall | undefined => storage.getStore();

export function withCall<T>(call: IdempotentCall, work: () => T): T {
  return storage.run(call, work);
}

/** Runs work that is no part of what the request asked for, but follows from it. */
export const withoutCall = <T>(work: () => T): T => storage.exit(work);

export const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();

/** JSON with the keys of every object in order: the same request however its writer ordered it. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).filter(([, v]) => v !== undefined);
    entries.sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([k, v]) => `${JSON.stringify(k)}:${canonicalJson(v)}`).join(',')}}`;
  }
  return JSON.stringify(value ?? null);
}
