import { describe, expect, it } from 'vitest';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { DEFAULT_LIMITS, AttemptLimiter, LimitsInMemory, ProblemException } from '@curbline/platform';
import {
  type AnyPrincipal,
  covers,
  type ManagerPrincipal,
  type ShopPrincipal,
  type StaffPrincipal,
} from '../principals.js';
import type { Sessions } from '../sessions/sessions.js';
import { AdminGuard, BoardOrManagerGuard, ManagerGuard, ShopGuard, StaffGuard } from './guards.js';
import { principalOf } from './principal.js';

const STAFF: StaffPrincipal = {
  kind: 'staff',
  storeId: 'lyon',
  staffId: 's',
  name: 'Léa',
  role: 'staff',
  deviceId: 'd',
  session: 'h',
};
const MANAGER: ManagerPrincipal = {
  kind: 'manager',
  staffId: 'm',
  name: 'Manon',
  role: 'manager',
  storeId: 'lyon',
  storeIds: ['lyon'],
  regions: [],
  stage: 'complete',
  confirmedAt: null,
  session: 'h',
};
const ADMIN: ManagerPrincipal = { ...MANAGER, role: 'admin', storeId: null, storeIds: null };
const SHOP: ShopPrincipal = {
  kind: 'shop',
  shopId: 'x',
  name: 'X',
  scopes: ['orders'],
  storeIds: ['lyon'],
  session: 'h',
};

/** Sessions with the given principals; records who acted. */
function sessionsOf(given: { staff?: StaffPrincipal; manager?: ManagerPrincipal; shop?: ShopPrincipal }) {
  const acted: AnyPrincipal[] = [];
  const sessions = {
    staff: async () => given.staff,
    board: async () => given.staff,
    manager: async () => given.manager,
    shop: async () => given.shop,
    noteActed: async (principal: AnyPrincipal) => void acted.push(principal),
  };
  return { sessions: sessions as unknown as Sessions, acted };
}

async function outcome(guard: CanActivate, storeId?: string) {
  const request = {
    headers: { authorization: 'Bearer cbk_x', cookie: '' },
    ip: '1.2.3.4',
    params: { storeId },
  };
  const context = { switchToHttp: () => ({ getRequest: () => request }) } as unknown as ExecutionContext;
  try {
    await guard.canActivate(context);
    return principalOf(request)?.kind;
  } catch (error) {
    if (error instanceof ProblemException) return error.code;
    throw error;
  }
}

describe('guards', () => {
  it('refuses an unknown caller with 401, and one of another store with 403', async () => {
    expect(await outcome(new StaffGuard(sessionsOf({}).sessions), 'lyon')).toBe('not-signed-in');
    expect(await outcome(new StaffGuard(sessionsOf({ staff: STAFF }).sessions), 'bristol')).toBe(
      'not-allowed',
    );
    expect(await outcome(new ManagerGuard(sessionsOf({ manager: MANAGER }).sessions), 'bristol')).toBe(
      'not-allowed',
    );
    expect(await outcome(new ManagerGuard(sessionsOf({ manager: ADMIN }).sessions), 'bristol')).toBe(
      'manager',
    );
  });

  it('admits a manager to each of the stores reached; covering a region takes the region itself', async () => {
    const regional = { ...MANAGER, storeIds: ['lyon', 'nice'], regions: ['South'] };
    const guard = new ManagerGuard(sessionsOf({ manager: regional }).sessions);
    const outcomes = ['lyon', 'nice', 'bristol'].map((storeId) => outcome(guard, storeId));
    expect(await Promise.all(outcomes)).toEqual(['manager', 'manager', 'not-allowed']);
    const person = { storeIds: ['lyon', 'nice'], regions: ['South'] };
    expect(covers(regional, person)).toBe(true);
    expect(covers({ ...regional, regions: [] }, person)).toBe(false);
    expect(covers(MANAGER, { ...person, regions: [] })).toBe(false);
    // An admin of all stores is covered by another one alone.
    expect([covers(regional, { storeIds: [null], regions: [] }), covers(ADMIN, person)]).toEqual([
      false,
      true,
    ]);
  });

  it('restarts the idle timeout when a request is admitted, not when it is refused', async () => {
    const { sessions, acted } = sessionsOf({ staff: STAFF });
    expect(await outcome(new StaffGuard(sessions), 'lyon')).toBe('staff');
    await outcome(new StaffGuard(sessions), 'bristol');
    expect(acted).toEqual([STAFF]);
  });

  it('AdminGuard refuses managers, including an admin of a single store', async () => {
    expect(await outcome(new AdminGuard(sessionsOf({ manager: MANAGER }).sessions))).toBe('not-allowed');
    expect(
      await outcome(new AdminGuard(sessionsOf({ manager: { ...ADMIN, storeId: 'lyon' } }).sessions)),
    ).toBe('not-allowed');
    expect(await outcome(new AdminGuard(sessionsOf({ manager: ADMIN }).sessions))).toBe('manager');
  });

  it('BoardOrManagerGuard admits the store’s board and its managers', async () => {
    const both = sessionsOf({ staff: STAFF, manager: ADMIN }).sessions;
    expect(await outcome(new BoardOrManagerGuard(both), 'lyon')).toBe('staff');
    expect(await outcome(new BoardOrManagerGuard(both), 'bristol')).toBe('manager');
    expect(await outcome(new BoardOrManagerGuard(sessionsOf({ staff: STAFF }).sessions), 'bristol')).toBe(
      'not-allowed',
    );
    expect(await outcome(new BoardOrManagerGuard(sessionsOf({}).sessions), 'lyon')).toBe('not-signed-in');
  });

  it('refuses wrong keys past the limit, but not a valid one', async () => {
    const attempts = new AttemptLimiter(new LimitsInMemory(), {
      limits: { ...DEFAULT_LIMITS, missesPerAddress: 10 },
    });
    const wrong = new ShopGuard(sessionsOf({}).sessions, attempts);
    for (let i = 0; i < 10; i += 1) expect(await outcome(wrong)).toBe('not-signed-in');
    expect(await outcome(wrong)).toBe('too-many-requests');
    expect(await outcome(new ShopGuard(sessionsOf({ shop: SHOP }).sessions, attempts))).toBe('shop');
  });
});
