import { timingSafeEqual } from 'node:crypto';

/** Compares a signature that came with the one that is right, in a time that tells nothing of either. */
export function equalText(given: string | readonly string[] | undefined, right: string): boolean {
  if (typeof given !== 'string') return false;
  const [left, expected] = [Buffer.from(given), Buffer.from(right)];
  return left.length === expected.length && timingSafeEqual(left, expected);
}
