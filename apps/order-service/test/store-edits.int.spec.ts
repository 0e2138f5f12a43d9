/** Settings that several people edit: changed field by field from the version that was read, or refused. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AuditPage, StoreChanges, StoreView } from '@curbline/contracts/http';
import type { Problem } from '@curbline/contracts/problems';
import type { Caller } from './caller.js';
import { LYON } from './store-settings.js';
import { TestSetup } from './test-setup.js';

let setup: TestSetup;
let storeId: string;
let manager: Caller;
beforeAll(async () => {
  setup = await TestSetup.open();
}, 120_000);
afterAll(() => setup.close());

async function edit<B = StoreView>(changes: StoreChanges, version: number | null, key?: string) {
  const headers: Record<string, string> = { ...manager.headers };
  if (version !== null) headers['if-match'] = `"${version}"`;
  return setup.caller(headers).patch<B>(`/v1/stores/${storeId}`, changes, key);
}
const read = async (): Promise<StoreView> => (await manager.get<StoreView>(`/v1/stores/${storeId}`)).body;

describe('the settings of a store', () => {
  beforeAll(async () => {
    storeId = await setup.store();
    manager = await setup.manager(storeId);
  });

  it('can each be changed alone, and the others stay', async () => {
    const changes: StoreChanges = {
      name: 'Halle du Parc',
      address: '2 rue du Parc, Lyon',
      phone: '+33 4 11 11 11 11',
      timeZone: 'Europe/Zurich',
      languages: ['en'],
      goalS: 90,
      promiseS: 240,
      leadS: 60,
      proofPolicy: { none: 'never', idCheck: 'code_suffices', noneForIdCheck: false },
      instructions: { fr: 'Au fond.', en: 'At the back.' },
      entrance: LYON.bays[0]!.position,
      bays: LYON.bays.slice(0, 2),
    };
    let expected: StoreView['settings'] = LYON;
    for (const [index, [field, value]] of Object.entries(changes).entries()) {
      expected = { ...expected, [field]: value };
      const edited = await edit({ [field]: value }, index + 1);
      expect([field, edited.status, edited.body.version]).toEqual([field, 200, index + 2]);
      expect(edited.headers['etag']).toBe(`"${index + 2}"`);
      expect(edited.body.settings).toEqual(expected);
    }
    expect((await read()).settings).toEqual(expected);
  });

  it('are refused to the second of two editors, who then reads what the first has done', async () => {
    const { version } = await read();
    const [first, second] = await Promise.all([edit({ goalS: 60 }, version), edit({ leadS: 75 }, version)]);
    expect([first.status, second.status].sort((a, b) => a - b)).toEqual([200, 412]);
    const refused = (first.status === 412 ? first : second).body as unknown as Problem;
    expect(refused.code).toBe('version-outdated');
    const now = await read();
    expect(now.version).toBe(version + 1);
    expect((await edit({ goalS: 45, leadS: 75 }, now.version)).status).toBe(200);
  });

  it('are not changed without the version that was read, or with one that nobody can have read', async () => {
    const before = await read();
    const missing = await edit<Problem>({ goalS: 61 }, null);
    expect([missing.status, missing.body.code]).toEqual([428, 'if-match-missing']);
    for (const tag of ['"x"', 'W/"1", "2"', '"-1"', '"99999999999"']) {
      const wrong = await setup
        .caller({ ...manager.headers, 'if-match': tag })
        .patch<Problem>(`/v1/stores/${storeId}`, { goalS: 61 });
      expect([tag, wrong.status]).toEqual([tag, 412]);
    }
    expect((await edit({ goalS: 61 }, before.version + 1)).status).toBe(412);
    expect(await read()).toEqual(before);
  });

  it('are changed once by a request that is sent twice', async () => {
    const { version } = await read();
    const key = 'the same edit';
    const first = await edit({ goalS: 100 }, version, key);
    const again = await edit({ goalS: 100 }, version, key);
    expect([first.status, again.status, again.headers['idempotent-replayed']]).toEqual([200, 200, 'true']);
    expect((await read()).version).toBe(version + 1);
  });

  it('are still replaced as a whole without a version, as older callers do', async () => {
    const { version } = await read();
    const replaced = await manager.put<StoreView>(`/v1/stores/${storeId}`, LYON);
    expect([replaced.status, replaced.body.version]).toEqual([200, version + 1]);
  });

  it('are refused field by field when they are wrong, and stay as they were', async () => {
    const before = await read();
    const [[a, b, c, d] = []] = LYON.premises.coordinates;
    if (!a || !b || !c || !d) throw new Error('the outline has four corners');
    const bowTie = { type: 'Polygon' as const, coordinates: [[a, c, b, d, a]] };
    const twice = [LYON.bays[0]!, { ...LYON.bays[1]!, label: LYON.bays[0]!.label }];
    const far = { type: 'Point' as const, coordinates: [5.9, 45.76] as [number, number] };
    const tries: readonly [object, number, string][] = [
      [{ premises: bowTie }, 422, 'premises'],
      [{ entrance: far }, 422, 'entrance'],
      [{ bays: twice }, 422, 'bays[1].label'],
      [{ bays: [{ label: '1', position: far }] }, 422, 'bays[0].position'],
      [{ timeZone: 'Europe/Lyon' }, 400, 'timeZone'],
      [{ phone: 'call me' }, 400, 'phone'],
      [{ name: ' ' }, 400, 'name'],
      [{ languages: [] }, 400, 'languages'],
      [{ goalS: 3 }, 400, 'goalS'],
      [{ colour: 'green' }, 400, 'colour'],
      [{ entrance: { type: 'Point', coordinates: [4.85, 145.76] } }, 400, 'entrance.coordinates[1]'],
    ];
    for (const [changes, status, field] of tries) {
      const refused = await edit<Problem>(changes as StoreChanges, before.version);
      expect([field, refused.status, refused.body.errors?.[0]?.field]).toEqual([field, status, field]);
    }
    expect(await read()).toEqual(before);
  });

  it('take no outline of a hundred thousand points', async () => {
    const { version } = await read();
    const ring = Array.from({ length: 100_000 }, (_, i): [number, number] => [4.8 + i * 1e-9, 45.7]);
    const refused = await edit<Problem>({ premises: { type: 'Polygon', coordinates: [ring] } }, version);
    expect([400, 413]).toContain(refused.status);
    expect((await read()).version).toBe(version);
  });
});

describe('what a store says to its customers', () => {
  beforeAll(async () => {
    storeId = await setup.store();
    manager = await setup.manager(storeId);
  });

  it('is kept as it is sent, seen by notification-service, noted, and undone', async () => {
    const messages: StoreChanges['messages'] = {
      kinds: {
        order_ready: {
          channels: { push: false },
          texts: { fr: { sms: 'Venez, {name} : {link}' }, en: { subject: 'Come, {name}' } },
        },
      },
      alerts: { manager: { phone: '06 12 34 56 78', email: 'manon@example.fr' } },
    };
    const edited = await edit({ messages }, 1);
    expect([edited.status, edited.body.settings.messages]).toEqual([200, messages]);
    const rows = await setup.dataSource.query(
      'SELECT messages, languages, time_zone, country FROM store_messages_view WHERE store_id = $1',
      [storeId],
    );
    expect(rows).toEqual([{ messages, languages: LYON.languages, time_zone: LYON.timeZone, country: null }]);
    const { body } = await manager.get<AuditPage>(`/v1/stores/${storeId}/audit`);
    expect(body.entries[0]?.changes).toEqual([{ field: 'messages', before: null, after: messages }]);
    const undone = await setup
      .caller({ ...manager.headers, 'if-match': '"2"' })
      .post<StoreView>(`/v1/stores/${storeId}/audit/${body.entries[0]?.id}/undo`);
    expect([undone.status, undone.body.settings.messages]).toEqual([200, undefined]);
    // No follower of the log is told the words or the addresses.
    expect(JSON.stringify(await setup.eventsOf(storeId))).not.toMatch(/Venez|example|12 34/);
  });

  it.each<[what: string, messages: object, field: string, says: RegExp]>([
    [
      'a placeholder that there is not',
      { kinds: { order_ready: { texts: { fr: { body: 'Bonjour {prenom}' } } } } },
      'messages.kinds.order_ready.texts.fr.body',
      /\{prenom\}.*\{name\}/,
    ],
    [
      'a text that takes two text messages',
      { kinds: { order_ready: { texts: { en: { sms: `{link} ${'a'.repeat(140)}` } } } } },
      'messages.kinds.order_ready.texts.en.sms',
      /2 text messages/,
    ],
    [
      'a letter that text messages do not have',
      { kinds: { order_ready: { texts: { fr: { sms: 'Commande prête' } } } } },
      'messages.kinds.order_ready.texts.fr.sms',
      /no ê/,
    ],
    ['a kind that there is not', { kinds: { birthday: {} } }, 'messages.kinds.birthday', /./],
    [
      'a landline to warn',
      { alerts: { store: { phone: '04 72 00 00 00' } } },
      'messages.alerts.store.phone',
      /mobile/,
    ],
    [
      'an address with a line feed',
      { alerts: { store: { email: 'a@example.fr\nb' } } },
      'messages.alerts.store.email',
      /./,
    ],
  ])('is refused with %s', async (_what, messages, field, says) => {
    const { version } = await read();
    const { status, body } = await edit<Problem>({ messages } as StoreChanges, version);
    expect([status, body.errors?.[0]?.field]).toEqual([400, field]);
    expect(body.errors?.[0]?.message).toMatch(says);
  });
});
