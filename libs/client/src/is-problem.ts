import type { Problem } from './generated/index.js';

/** Whether what a call gave as `error` is a refusal of Curbline's (RFC 9457), and no failure of the network or a proxy. */
export function isProblem(error: unknown): error is Problem {
  if (typeof error !== 'object' || error === null) return false;
  const { code, title, status } = error as Partial<Record<keyof Problem, unknown>>;
  return typeof code === 'string' && typeof title === 'string' && typeof status === 'number';
}
