/** When a request was sent, in its own id: it comes back with the event that the request led to. */
import { nowMs } from './lean-http.js';

export type Cause = 'fix' | 'tap';
let sent = 0;

export function stampedId(cause: Cause): string {
  sent += 1;
  return `${cause}-${Math.round(nowMs() * 10).toString(36)}-${process.pid}-${sent}`;
}

/** @returns Unix ms, or undefined for an id that is not ours. */
export function sentAtOf(cause: Cause, requestId: string | null): number | undefined {
  const [kind, stamp] = requestId?.split('-') ?? [];
  return kind === cause && stamp ? Number.parseInt(stamp, 36) / 10 : undefined;
}
