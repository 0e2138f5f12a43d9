/** The first admin of a new installation, by the one-time address that its operator gets. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AuditPage, InstallationView, ManagerSession, SignInAnswer } from '@curbline/contracts/http';
import type { Problem } from '@curbline/contracts/problems';
import { FirstAdminService } from '@curbline/order-service';
import { SecretBox } from '@curbline/platform';
import { Browser } from './browser.js';
import { TestSetup } from './test-setup.js';

const HOURS = 3_600_000;
const PERSON = { name: 'Inès Caron', login: 'ines@example.org', password: 'quatre chevaux sur un quai' };

let setup: TestSetup;
beforeAll(async () => {
  setup = await TestSetup.open();
}, 120_000);
afterAll(() => setup.close());

const invite = async (): Promise<string> => {
  const invitation = await setup.app.get(FirstAdminService, { strict: false }).invite();
  if (invitation === undefined) throw new Error('an installation without an admin invites one');
  return invitation;
};
const installation = async (): Promise<InstallationView> =>
  (await new Browser(setup).get<InstallationView>('/v1/installation')).body;
const refused = async (body: object): Promise<[number, string]> => {
  const { status, body: answer } = await new Browser(setup).post<Problem>('/v1/first-admin', body);
  return [status, answer.code];
};

describe('a new installation', () => {
  it('says that it has no admin', async () => {
    expect(await installation()).toEqual({ adminExists: false, signInWith: null, demonstration: [] });
  });

  it('refuses an address that it did not make, that is a day old, or that was made for something else', async () => {
    const invitation = await invite();
    const changed = (invitation.startsWith('A') ? 'B' : 'A') + invitation.slice(1);
    const box = setup.app.get(SecretBox, { strict: false });
    const forElse = box.seal(String(setup.clock.now() + HOURS), 'somebody else');
    for (const wrong of [
      changed,
      'x',
      invitation.slice(0, 20),
      Buffer.from(forElse, 'base64').toString('base64url'),
    ])
      expect(await refused({ ...PERSON, invitation: wrong })).toEqual([403, 'invitation-invalid']);
    setup.clock.advance(24 * HOURS);
    expect(await refused({ ...PERSON, invitation })).toEqual([403, 'invitation-invalid']);
  });

  it('names the field of a weak password or a missing name, and makes nobody', async () => {
    const invitation = await invite();
    for (const [wrong, field] of [
      [{ password: 'short' }, 'password'],
      [{ password: 'ines@example.org' }, 'password'],
      [{ name: '  ' }, 'name'],
      [{ login: 'a' }, 'login'],
    ] as const) {
      const { status, body } = await new Browser(setup).post<Problem>('/v1/first-admin', {
        ...PERSON,
        invitation,
        ...wrong,
      });
      expect([status, body.errors?.map((error) => error.field)]).toEqual([400, [field]]);
    }
    expect(await installation()).toEqual({ adminExists: false, signInWith: null, demonstration: [] });
  });

  it('makes one admin of ten who open the address at once, and signs them in', async () => {
    const invitation = await invite();
    const browsers = Array.from({ length: 10 }, (_, i) => new Browser(setup, `203.0.113.${i + 10}`));
    const answers = await Promise.all(
      browsers.map((browser, i) =>
        browser.post<SignInAnswer & Problem>('/v1/first-admin', {
          ...PERSON,
          login: `admin${i}@example.org`,
          invitation,
        }),
      ),
    );
    const made = answers.findIndex(({ status }) => status === 200);
    expect(answers[made]?.body.stage).toBe('complete');
    expect(answers.filter(({ body }) => body.code === 'admin-exists')).toHaveLength(9);
    const me = await browsers[made]?.get<ManagerSession>('/v1/me');
    expect(me?.body).toMatchObject({ name: PERSON.name, role: 'admin', stores: [] });
    const trail = await browsers[made]?.get<AuditPage>('/v1/audit');
    expect(trail?.body.entries).toMatchObject([
      { action: 'person_added', subject: PERSON.name, by: { name: PERSON.name }, storeId: null },
    ]);
    expect(trail?.body.entries[0]?.address).toMatch(/^[\w-]{12}$/);
    expect(await installation()).toEqual({ adminExists: true, signInWith: null, demonstration: [] });
  });

  it('invites nobody once it has an admin, and an address still open makes no second one', async () => {
    const invitations = setup.app.get(FirstAdminService, { strict: false });
    expect(await invitations.invite()).toBeUndefined();
    const box = setup.app.get(SecretBox, { strict: false });
    const open = Buffer.from(box.seal(String(setup.clock.now() + HOURS), 'first-admin'), 'base64');
    expect(await refused({ ...PERSON, invitation: open.toString('base64url') })).toEqual([
      409,
      'admin-exists',
    ]);
  });
});
