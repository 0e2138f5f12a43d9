/**
 * Removes a surplus `ReadyForQuery`. After an error in an extended query PGlite sends it twice: at the error, and at the
 * `Sync` that ends the query. A pipelining client would take the surplus one as the end of its next statement.
 */
const ERROR = 'E'.charCodeAt(0);
const READY = 'Z'.charCodeAt(0);

/** @returns the answer without each "ready" that comes right after an error and right before another "ready". */
export function withoutSurplusReady(answer: Uint8Array): Buffer {
  const kept: Buffer[] = [];
  const all = Buffer.from(answer.buffer, answer.byteOffset, answer.byteLength);
  let from = 0;
  let previous = 0;
  for (let at = 0; at < all.length;) {
    const end = at + 1 + all.readUInt32BE(at + 1);
    const type = all[at];
    if (type === READY && previous === ERROR && all[end] === READY) {
      kept.push(all.subarray(from, at));
      from = end;
    }
    previous = type ?? 0;
    at = end;
  }
  kept.push(all.subarray(from));
  // A copy: PGlite may reuse the buffer for its next answer.
  return Buffer.concat(kept);
}
