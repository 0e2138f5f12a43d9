/** Holidays and other exceptions to a store's hours: kept, shown to customers, followed when the day ends. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CustomerView, HoursException, StoreView } from '@curbline/contracts/http';
import type { Problem } from '@curbline/contracts/problems';
import { wallClock } from '@curbline/domain/opening-hours';
import { LYON } from './store-settings.js';
import { TestSetup } from './test-setup.js';

let setup: TestSetup;
beforeAll(async () => {
  setup = await TestSetup.open();
}, 120_000);
afterAll(() => setup.close());

const exception = (from: string, to = from, fr = '', en = ''): HoursException => ({
  from,
  to,
  spans: [],
  label: { fr, en },
});

describe('exceptions to the opening hours', () => {
  it('are kept by date and given back, and an old caller’s settings without any have none', async () => {
    const storeId = await setup.store();
    const manager = await setup.manager(storeId);
    const at = `/v1/stores/${storeId}`;
    const [christmas, summer] = [
      exception('2026-12-25', '2026-12-25', 'Noël'),
      exception('2026-08-01', '2026-08-15'),
    ];
    const set = await manager.put<StoreView>(at, { ...LYON, exceptions: [christmas, summer] });
    expect([set.status, set.body.settings.exceptions]).toEqual([200, [summer, christmas]]);
    expect((await manager.get<StoreView>(at)).body).toEqual(set.body);
    const old = await manager.put<StoreView>(at, LYON);
    expect(old.body.settings).toEqual(LYON);
  });

  it('that overlap are refused with a sentence that names both', async () => {
    const storeId = await setup.store();
    const manager = await setup.manager(storeId);
    const exceptions = [
      exception('2026-12-25', '2026-12-25', 'Noël', 'Christmas'),
      exception('2026-05-01'),
      exception('2026-12-24', '2027-01-02', 'Inventaire', 'Stocktaking'),
    ];
    const french = setup.caller({ ...manager.headers, 'accept-language': 'fr' });
    const refused = await french.put<Problem>(`/v1/stores/${storeId}`, { ...LYON, exceptions });
    expect([refused.status, refused.body.code]).toEqual([400, 'invalid-input']);
    expect(refused.body.errors).toEqual([
      {
        field: 'exceptions[0].from',
        message:
          'Inventaire (2026-12-24 au 2027-01-02) et Noël (2026-12-25) se chevauchent\u00a0: modifiez ou supprimez l’une de ces exceptions',
      },
    ]);
    expect((await manager.get<StoreView>(`/v1/stores/${storeId}`)).body.version).toBe(1);
  });

  it('and weekly hours have no two spans of a day that overlap; one may end as the next begins, or at 24:00', async () => {
    const storeId = await setup.store();
    const manager = await setup.manager(storeId);
    const french = setup.caller({ ...manager.headers, 'accept-language': 'fr' });
    const morning = { from: '08:00', to: '12:00' };
    const [late, early] = [
      { from: '12:00', to: '24:00' },
      { from: '11:59', to: '20:00' },
    ];
    const hours = (spans: object[]) => LYON.hours.map((day, index) => (index === 2 ? spans : day));
    const put = (change: object) => french.put<Problem>(`/v1/stores/${storeId}`, { ...LYON, ...change });
    expect((await put({ hours: hours([morning, late]) })).status).toBe(200);
    const message =
      '08:00–12:00 et 11:59–20:00 se chevauchent\u00a0: modifiez ou supprimez l’une de ces plages';
    const week = await put({ hours: hours([early, morning]) });
    expect([week.status, week.body.errors]).toEqual([400, [{ field: 'hours[2][0].from', message }]]);
    const exceptions = [{ ...exception('2026-12-24'), spans: [morning, early] }];
    const day = await put({ exceptions });
    expect(day.body.errors).toEqual([{ field: 'exceptions[0].spans[1].from', message }]);
  });

  it('need days that exist, in order, and times that are times', async () => {
    const storeId = await setup.store();
    const manager = await setup.manager(storeId);
    const tries: readonly [object, string][] = [
      [{ ...exception('2026-02-29') }, 'exceptions[0].from'],
      [{ ...exception('2026-03-02', '2026-03-01') }, 'exceptions[0].to'],
      [{ ...exception('25/12/2026') }, 'exceptions[0].from'],
      [{ ...exception('2026-12-25'), spans: [{ from: '8h', to: '12:00' }] }, 'exceptions[0].spans[0].from'],
      [{ ...exception('2026-12-25'), label: { fr: 'Noël' } }, 'exceptions[0].label.en'],
    ];
    for (const [wrong, field] of tries) {
      const exceptions = [wrong];
      const refused = await manager.put<Problem>(`/v1/stores/${storeId}`, { ...LYON, exceptions });
      expect([field, refused.status]).toEqual([field, 400]);
      expect(refused.body.errors?.map((error) => error.field)).toContain(field);
    }
    const many = Array.from({ length: 201 }, () => exception('2026-12-25'));
    expect((await manager.put(`/v1/stores/${storeId}`, { ...LYON, exceptions: many })).status).toBe(400);
  });

  it('are what the customer reads: closed today, with the holiday’s name in their language', async () => {
    const day = (days: number): string =>
      wallClock('Europe/Paris', setup.clock.now() + days * 86_400_000).day;
    const exceptions = [
      exception(day(0), day(0), 'Fête nationale', 'Bastille Day'),
      exception(day(6), day(9), 'Inventaire', 'Stocktaking'),
      exception(day(20)),
    ];
    const storeId = await setup.store({ exceptions });
    const shop = await setup.shop();
    const { link } = await setup.order(shop, storeId);
    const customer = await setup.customer(link);
    const { store, language } = (await customer.get<CustomerView>('trip')).body;
    expect(store.openNow).toBe(false);
    expect(store.exceptions).toEqual(
      exceptions.slice(0, 2).map((each) => ({ ...each, label: each.label[language] })),
    );
    const always = await setup.store();
    const other = await setup.customer((await setup.order(shop, always)).link);
    const plain = (await other.get<CustomerView>('trip')).body.store;
    expect([plain.openNow, plain.exceptions]).toEqual([true, undefined]);
  });
});
