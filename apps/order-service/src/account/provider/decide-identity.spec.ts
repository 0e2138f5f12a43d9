import { describe, expect, it } from 'vitest';
import { type Account, decideIdentity, type ProviderClaims } from './decide-identity.js';

const CLAIMS: ProviderClaims = {
  subject: 's-1',
  email: 'ana@shop.example',
  emailVerified: true,
  authenticatedAt: null,
  secondFactor: false,
  groups: [],
};
const account = (role: Account['role'], isBound = false): Account => ({ staffId: 'ana', role, isBound });
const ROLES = {
  claim: 'groups',
  values: new Map([
    ['chain', 'admin'],
    ['shops', 'manager'],
  ] as const),
};

describe('whoever comes from the provider', () => {
  it('is the one whose account was bound to their id, whatever their address is now', () => {
    const unverified = { ...CLAIMS, emailVerified: false };
    const found = { bound: account('manager', true), byEmail: undefined };
    expect(decideIdentity(unverified, found, undefined)).toEqual({ staffId: 'ana', bind: false });
  });

  it('is bound at the first sign-in to the account with their verified address', () => {
    const found = { bound: undefined, byEmail: account('manager') };
    expect(decideIdentity(CLAIMS, found, undefined)).toEqual({ staffId: 'ana', bind: true });
  });

  it('does not get an account by an address that nobody verified, nor one that belongs to somebody else', () => {
    const unverified = { ...CLAIMS, emailVerified: false };
    const free = { bound: undefined, byEmail: account('admin') };
    const taken = { bound: undefined, byEmail: account('admin', true) };
    expect(decideIdentity(unverified, free, undefined)).toEqual({ refused: 'email-unverified' });
    expect(decideIdentity(CLAIMS, taken, undefined)).toEqual({ refused: 'unknown' });
    expect(decideIdentity(CLAIMS, { bound: undefined, byEmail: undefined }, undefined)).toEqual({
      refused: 'unknown',
    });
  });

  it.each([
    ['admin', ['chain'], true],
    ['admin', ['shops'], false],
    ['manager', ['chain'], true],
    ['manager', ['others', 'shops'], true],
    ['manager', [], false],
  ] as const)('as %s with %j may come in: %s', (role, groups, isIn) => {
    for (const found of [
      { bound: account(role, true), byEmail: undefined },
      { bound: undefined, byEmail: account(role) },
    ])
      expect('staffId' in decideIdentity({ ...CLAIMS, groups }, found, ROLES)).toBe(isIn);
  });
});
