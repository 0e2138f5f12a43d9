import { describe, expect, it } from 'vitest';
import { frenchPublicHolidays } from '@curbline/domain/opening-hours';
import { managedStore } from './managed-store.js';
import { judge } from './manager-screens.js';

/** The week by a few taps, the holidays by one, and two special days on one date refused in the page. */
const managed = managedStore();

describe('opening hours', () => {
  it('are set for the week with one day typed, and holidays and special days added', async () => {
    const { page, texts, press, saved, complaints } = await managed.open('fr');
    await page.getByLabel(texts.say('manager_store')).selectOption(managed.running.store.id);
    await press('manager_settings');
    await press('store_edit_named', { part: texts.say('manager_hours') });
    await page.getByLabel(texts.say('store_hours_from', { of: 'lundi' })).fill('08:30');
    await press('store_hours_to_midnight', { of: 'lundi' });
    await page.getByLabel(texts.say('store_hours_to', { of: 'lundi' })).fill('19:30');
    await press('store_hours_to_friday');
    await page.getByLabel(texts.say('store_hours_to', { of: 'mardi' })).fill('20:30');
    await press('store_of', { what: texts.say('store_hours_as', { before: 'mardi' }), of: 'mercredi' });
    await press('store_hours_remove_named', { of: 'dimanche', span: '00:00 – 24:00' });
    // 24:00 is there to be pressed, and midnight as an end means it.
    await press('store_hours_to_midnight', { of: 'vendredi' });
    await page.getByLabel(texts.say('store_hours_to', { of: 'jeudi' })).fill('00:00');
    await page.getByLabel(texts.say('store_hours_to', { of: 'jeudi' })).waitFor({ state: 'detached' });
    // Two spans of a day that overlap stop the form in the page itself.
    await press('store_of', { what: texts.say('store_hours_add'), of: 'lundi' });
    const overlap = page.getByRole('alert').filter({ hasText: 'se chevauchent' });
    await overlap.waitFor();
    await press('store_save');
    await page
      .getByLabel(texts.say('store_hours_from', { of: 'lundi' }))
      .last()
      .fill('20:00');
    await page
      .getByLabel(texts.say('store_hours_to', { of: 'lundi' }))
      .last()
      .fill('22:00');
    await overlap.waitFor({ state: 'detached' });
    await press('store_hours_remove_named', { of: 'lundi', span: '20:00 – 22:00' });
    await judge(page, 'store-hours-fr');
    await press('store_save');
    await saved('manager_hours');
    const [monday, late] = [[{ from: '08:30', to: '19:30' }], [{ from: '08:30', to: '20:30' }]];
    const all = [{ from: '00:00', to: '24:00' }];
    const toMidnight = [{ from: '08:30', to: '24:00' }];
    expect((await managed.read()).settings.hours).toEqual([
      monday,
      late,
      late,
      toMidnight,
      toMidnight,
      all,
      [],
    ]);
    await page
      .getByRole('listitem')
      .filter({ hasText: /jeudi.*08:30.*24:00/ })
      .first()
      .waitFor();

    await press('store_edit_named', { part: texts.say('store_exceptions') });
    const year = new Date().getFullYear() + 1;
    await page.getByLabel(texts.say('store_holidays_year')).selectOption(String(year));
    await press('store_holidays_add', { year });
    await page.getByText(texts.say('store_holidays_added', { count: 11 })).waitFor();
    await press('store_holidays_add', { year });
    await page.getByText(texts.say('store_holidays_added', { count: 0 })).waitFor();
    await press('store_exception_add');
    await page.getByLabel(texts.say('store_exception_from')).last().fill(`${year}-12-24`);
    await page.getByLabel(texts.say('store_exception_to')).last().fill(`${year}-12-25`);
    await page.getByLabel(texts.say('store_exception_label_fr')).last().fill('Réveillon');
    await judge(page, 'store-exceptions-fr');
    const twice = page.getByRole('alert').filter({ hasText: /Réveillon.* et Noël.* se chevauchent/ });
    await twice.waitFor();
    await page.getByLabel(texts.say('store_exception_to')).last().fill(`${year}-12-24`);
    await press('store_save');
    await saved('store_exceptions');
    expect((await managed.read()).settings.exceptions?.map(({ from }) => from)).toEqual(
      [...frenchPublicHolidays(year).map(({ day }) => day), `${year}-12-24`].sort(),
    );
    await judge(page, 'store-exceptions-read-fr');
    expect(complaints).toEqual([]);
  }, 120_000);
});
