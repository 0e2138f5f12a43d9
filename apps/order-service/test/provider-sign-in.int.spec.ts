/**
 * Managers sign in with an identity provider: a real one (oidc-provider) on a port of its own, and what stands in its
 * place when it is down, slow, or another.
 */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AccountNotice, AuditPage, InstallationView, ManagerSession } from '@curbline/contracts/http';
import { inTransaction } from '@curbline/database';
import type { OidcSettings } from '@curbline/platform';
import Provider from 'oidc-provider';
import { CredentialsService } from '../src/staff/credentials.service.js';
import { signInThere } from './provider-pages.js';
import { TestSetup } from './test-setup.js';

const BACK = 'http://localhost/v1/sign-in/provider/callback';
const START = '/v1/sign-in/provider';

/** Whom the provider knows, by the name that is typed there. */
const PEOPLE: Readonly<Record<string, Record<string, unknown>>> = {
  ana: { email: 'Ana@shop.example', email_verified: true, groups: ['shops'] },
  eva: { email: 'eva@shop.example', email_verified: false, groups: ['chain'] },
  max: { email: 'max@shop.example', email_verified: true, groups: ['others'] },
  'other-ana': { email: 'ana@shop.example', email_verified: true, groups: ['chain'] },
};

async function listening(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://localhost:${(server.address() as AddressInfo).port}`;
}

let stopProvider: () => void;
let setup: TestSetup;
let settings: OidcSettings;
beforeAll(async () => {
  const server = createServer();
  const issuer = await listening(server);
  const provider = new Provider(issuer, {
    clients: [{ client_id: 'curbline', client_secret: 'a secret of the test', redirect_uris: [BACK] }],
    claims: { openid: ['sub'], email: ['email', 'email_verified', 'groups'] },
    conformIdTokenClaims: false,
    features: { devInteractions: { enabled: true } },
    findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id, ...PEOPLE[id] }) }),
    cookies: { keys: ['of the test'] },
  });
  const answer = provider.callback();
  server.on('request', (request, response) => void answer(request, response));
  stopProvider = () => {
    server.closeAllConnections();
    server.close();
  };
  settings = {
    issuer,
    clientId: 'curbline',
    clientSecret: 'a secret of the test',
    name: 'Example',
    roles: {
      claim: 'groups',
      values: new Map([
        ['chain', 'admin'],
        ['shops', 'manager'],
      ] as const),
    },
  };
  setup = await TestSetup.open({ oidc: settings });
}, 120_000);
afterAll(async () => {
  await setup.close();
  stopProvider();
});

/** What a browser is told at a path of Curbline: where to go, and its cookies. */
async function visit(
  path: string,
  cookie = '',
  at = setup,
): Promise<{ location: string; cookies: string[] }> {
  const response = await at.app.inject({ method: 'GET', url: path, headers: { cookie } });
  expect(response.statusCode).toBe(303);
  const cookies = [response.headers['set-cookie'] ?? []].flat().map((one) => one.split(';')[0] ?? '');
  return { location: String(response.headers.location), cookies };
}

const pathOf = (address: string): string => address.slice('http://localhost'.length);

/** All of it; @returns where the browser ends, and with which cookies. */
async function signIn(login: string) {
  const { location, cookies } = await visit(START);
  return visit(pathOf(await signInThere(location, login, BACK)), cookies.join('; '));
}

async function person(login: string, role: 'manager' | 'admin', storeId: string | null): Promise<void> {
  await setup.dataSource.query(
    `INSERT INTO staff (id, store_id, name, role, login, password_hash, created_at)
     VALUES (gen_random_uuid(), $1, $2, $3, $4, 'none', now())`,
    [storeId, login.split('@')[0], role, login],
  );
}

describe('the company’s sign-in', () => {
  it('is offered by its name, and only where it is set up', async () => {
    const installation = await setup.caller({}).get<InstallationView>('/v1/installation');
    expect(installation.body.signInWith).toBe('Example');
  });

  it('brings a manager in, binds the account, and says so to its owner and in the change history', async () => {
    const storeId = await setup.store();
    await person('ana@shop.example', 'manager', storeId);
    const { location, cookies } = await signIn('ana');
    expect(location).toBe('/manager');
    const ana = setup.caller({ cookie: cookies.join('; ') });
    expect((await ana.get<ManagerSession>('/v1/me')).body).toMatchObject({ name: 'ana', role: 'manager' });
    expect((await ana.get<AccountNotice[]>('/v1/me/notices')).body.map(({ kind }) => kind)).toEqual([
      'provider-linked',
    ]);
    const trail = (await ana.get<AuditPage>(`/v1/stores/${storeId}/audit`)).body.entries;
    expect(trail.map(({ action }) => action)).toEqual(['provider_linked', 'store_created']);
    expect((await signIn('ana')).location).toBe('/manager');
    expect((await ana.get<AuditPage>(`/v1/stores/${storeId}/audit`)).body.entries).toHaveLength(2);
  });

  it('goes by the bound id: another person with the same address is nobody, and so is who was disabled', async () => {
    expect((await signIn('other-ana')).location).toBe('/manager#sign-in=unknown');
    await setup.dataSource.query("UPDATE staff SET disabled_at = now() WHERE login = 'ana@shop.example'");
    expect((await signIn('ana')).location).toBe('/manager#sign-in=unknown');
  });

  it('binds anew whose old account manages no more, and an account that passes to somebody else', async () => {
    const { dataSource, app } = setup;
    await dataSource.query(
      "UPDATE staff SET login = NULL, password_hash = NULL, pin_hash = 'none', role = 'staff' WHERE login = 'ana@shop.example'",
    );
    await person('ana@shop.example', 'admin', null);
    PEOPLE['ana']!['groups'] = ['chain'];
    expect((await signIn('ana')).location).toBe('/manager');
    const bound = () => dataSource.query<unknown[]>('SELECT 1 FROM provider_identity');
    expect(await bound()).toHaveLength(1);
    const credentials = app.get(CredentialsService, { strict: false });
    await inTransaction(dataSource, (manager) =>
      credentials.replaceAdminPassword(
        manager,
        'ana@shop.example',
        'quite another long password',
        Date.now(),
      ),
    );
    expect(await bound()).toHaveLength(0);
    expect((await signIn('ana')).location).toBe('/manager');
  });

  it('proves who somebody is at the moment when they signed in over there', async () => {
    expect(new URL((await visit(START)).location).searchParams.get('max_age')).toBe('600');
    await signIn('ana');
    const [session] = await setup.dataSource.query<[{ age: number }]>(
      'SELECT extract(epoch FROM created_at - confirmed_at)::float8 AS age FROM manager_session ORDER BY created_at DESC LIMIT 1',
    );
    expect(session.age).toBeGreaterThanOrEqual(0);
    expect(session.age).toBeLessThan(600);
  });

  it('finds no account by an address that is not verified, nor for a role that the provider does not open', async () => {
    await person('eva@shop.example', 'admin', null);
    await person('max@shop.example', 'admin', null);
    for (const name of ['eva', 'max', 'stranger']) {
      const { location, cookies } = await signIn(name);
      expect(location).toBe('/manager#sign-in=unknown');
      expect(cookies.some((cookie) => cookie.startsWith('curbline-manager='))).toBe(false);
    }
    expect(await setup.dataSource.query('SELECT 1 FROM provider_identity')).toHaveLength(1);
  });

  it('refuses an answer that is not of this browser, of another nonce, or used before', async () => {
    const mine = await visit(START);
    const others = await visit(START);
    const back = pathOf(await signInThere(mine.location, 'ana', BACK));
    expect((await visit(back)).location).toBe('/manager#sign-in=refused');
    expect((await visit(back, others.cookies.join('; '))).location).toBe('/manager#sign-in=refused');
    const [kept = ''] = mine.cookies;
    const [name, packed = ''] = kept.split('=');
    const changed = { ...JSON.parse(Buffer.from(packed, 'base64url').toString()), nonce: 'another' };
    const cookie = `${name}=${Buffer.from(JSON.stringify(changed)).toString('base64url')}`;
    expect((await visit(back, cookie)).location).toBe('/manager#sign-in=refused');
    expect((await visit(back, kept)).location).toBe('/manager#sign-in=refused');
    expect((await visit(`${START}/callback?error=access_denied`, kept)).location).toBe(
      '/manager#sign-in=refused',
    );
  });

  it('hears an address no more after sixty wrong answers, of which those without a sign-in are none', async () => {
    const wrong = async (cookie = ''): Promise<void> => {
      const { location } = await visit(`${START}/callback?error=access_denied`, cookie);
      expect(location).toBe('/manager#sign-in=refused');
    };
    for (let i = 0; i < 70; i += 1) await wrong();
    expect((await signIn('ana')).location).toBe('/manager');
    const { cookies } = await visit(START);
    for (let i = 0; i < 60; i += 1) await wrong(cookies.join('; '));
    expect((await signIn('ana')).location).toBe('/manager#sign-in=refused');
  });
});

describe('a provider that is not there', () => {
  it('is said to be so when it is down, too slow, or another issuer, and passwords work on', async () => {
    const slow = createServer(() => {});
    const foreign = createServer((_request, response) => {
      response.setHeader('content-type', 'application/json');
      response.end(
        JSON.stringify({
          issuer: 'https://elsewhere.example',
          authorization_endpoint: 'https://elsewhere.example/a',
        }),
      );
    });
    const [slowAt, foreignAt] = [await listening(slow), await listening(foreign)];
    const { IdentityProvider } = await import('../src/account/provider/identity-provider.js');
    const provider = setup.app.get(IdentityProvider, { strict: false });
    for (const issuer of ['http://localhost:1', slowAt, foreignAt]) {
      const elsewhere = new IdentityProvider({
        publicUrl: 'http://localhost',
        oidc: { ...settings, issuer },
      });
      await expect(elsewhere.begin()).rejects.toMatchObject({ reason: 'unavailable' });
    }
    expect((await provider.begin()).address).toMatch(/code_challenge_method=S256/);
    for (const server of [slow, foreign]) {
      server.closeAllConnections();
      server.close();
    }
  }, 30_000);
});
