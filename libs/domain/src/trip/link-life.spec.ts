import { describe, expect, it } from 'vitest';
import { LINK_GRACE_MS, LINK_LIFE_WITHOUT_WINDOW_MS, linkEndsAt } from './link-life.js';

const NOW = Date.UTC(2026, 2, 4, 12);
const DAY = 24 * 3_600_000;

describe('the life of a customer’s link', () => {
  it.each([
    ['a window in nine days', [{ windowTo: NOW + 9 * DAY, createdAt: NOW }], NOW + 9 * DAY + LINK_GRACE_MS],
    ['no window', [{ windowTo: null, createdAt: NOW }], NOW + LINK_LIFE_WITHOUT_WINDOW_MS],
    [
      'a window that is over: the grace',
      [{ windowTo: NOW - DAY, createdAt: NOW - 2 * DAY }],
      NOW + LINK_GRACE_MS,
    ],
    [
      'an old order without a window: the grace',
      [{ windowTo: null, createdAt: NOW - 7 * DAY }],
      NOW + LINK_GRACE_MS,
    ],
    [
      'the latest of several orders',
      [
        { windowTo: NOW + DAY, createdAt: NOW },
        { windowTo: NOW + 12 * DAY, createdAt: NOW },
        { windowTo: null, createdAt: NOW },
      ],
      NOW + 12 * DAY + LINK_GRACE_MS,
    ],
    ['no order at all', [], NOW + LINK_GRACE_MS],
  ])('%s', (_what, orders, end) => {
    expect(linkEndsAt(orders, NOW)).toBe(end);
  });
});
