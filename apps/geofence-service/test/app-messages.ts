/** Requests of phones' apps, and what is made of them, for the specs of the dialects. */
import { type Dialect, readMessage } from '../src/phone-apps/dialects/read-message.js';

/** When every request here came in. */
export const NOW = Date.UTC(2026, 10, 30, 14, 2, 11);
/** When the phone was there. */
export const TAKEN = Date.UTC(2026, 10, 30, 14, 2, 5);
export const TAKEN_S = TAKEN / 1000;

export const read = (body: unknown, query = '', dialect: Dialect = 'any') =>
  readMessage(dialect, {
    query,
    body: typeof body === 'string' ? body : JSON.stringify(body),
    receivedAt: NOW,
  });
/** What is made of a position; what an app does not tell is undefined. */
export const fix = (more: object = {}) => ({
  latitude: 45.7405,
  longitude: 4.8176,
  recordedAt: TAKEN,
  accuracyM: undefined,
  speedMps: undefined,
  headingDeg: undefined,
  ...more,
});
/** The fixes with speeds to a hundredth of a meter a second: apps send other units. */
export const rounded = (message: ReturnType<typeof read>) =>
  message.fixes.map(({ speedMps, ...rest }) => ({
    ...rest,
    speedMps: speedMps === undefined ? undefined : Math.round(speedMps * 100) / 100,
  }));

export type Row = readonly [what: string, body: unknown, query: string, fixes: readonly object[]];
