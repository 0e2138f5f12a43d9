import { expect, it } from 'vitest';
import { HOLD_NOTICE_MS, holdStep } from './index.js';

const UNTIL = 1_800_000_000_000;

it('tells before it ends, once', () => {
  expect(holdStep({ until: UNTIL, toldAt: null }, UNTIL - HOLD_NOTICE_MS - 1)).toBeNull();
  expect(holdStep({ until: UNTIL, toldAt: null }, UNTIL - HOLD_NOTICE_MS)).toBe('tell');
  const told = { until: UNTIL, toldAt: UNTIL - HOLD_NOTICE_MS };
  expect(holdStep(told, UNTIL - 1)).toBeNull();
  expect(holdStep(told, UNTIL)).toBe('end');
});

it('never ends before the customer had the whole notice', () => {
  expect(holdStep({ until: UNTIL, toldAt: null }, UNTIL + 9_000_000)).toBe('tell');
  const late = { until: UNTIL, toldAt: UNTIL + 1000 };
  expect(holdStep(late, UNTIL + HOLD_NOTICE_MS)).toBeNull();
  expect(holdStep(late, UNTIL + 1000 + HOLD_NOTICE_MS)).toBe('end');
});
