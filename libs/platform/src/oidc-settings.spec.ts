import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { readEnvironment } from './environment.js';
import { oidcFields, oidcSettingsOf } from './oidc-settings.js';

const read = (source: Record<string, string>) =>
  oidcSettingsOf(readEnvironment(z.object(oidcFields), source));
const BOTH = { OIDC_ISSUER: 'https://login.example/realms/shop', OIDC_CLIENT_ID: 'curbline' };

describe('the provider in the environment', () => {
  it('is none unless it is named, and has a name for its button', () => {
    expect(read({})).toBeUndefined();
    expect(read(BOTH)).toEqual({
      issuer: BOTH.OIDC_ISSUER,
      clientId: 'curbline',
      clientSecret: undefined,
      name: 'login.example',
      roles: undefined,
    });
  });

  it('says which claim opens which role', () => {
    const settings = read({ ...BOTH, OIDC_ROLES: 'groups:chain-admins=admin,shops=manager' });
    expect(settings?.roles?.claim).toBe('groups');
    expect([...(settings?.roles?.values ?? [])]).toEqual([
      ['chain-admins', 'admin'],
      ['shops', 'manager'],
    ]);
  });

  it.each([
    ['half of it', { OIDC_ISSUER: BOTH.OIDC_ISSUER }, /go together/],
    [
      'an address without TLS',
      { ...BOTH, OIDC_ISSUER: 'http://login.example' },
      /OIDC_ISSUER must be.*https/,
    ],
    ['an unknown role', { ...BOTH, OIDC_ROLES: 'groups:all=owner' }, /OIDC_ROLES must be/],
  ])('is refused with %s', (_what, source, message) => {
    expect(() => read(source)).toThrow(message);
  });
});
