import { describe, expect, it } from 'vitest';
import { managedStore } from './managed-store.js';
import { judge } from './manager-screens.js';

/** Which services a store offers, switched on its manager's page; what is off is refused at once. */
const managed = managedStore();
const LONG = { timeout: 25_000 };

describe('the services of a store', () => {
  it.each(['fr', 'en'] as const)(
    'are switched on and off in %s, but for the last',
    async (language) => {
      const { page, texts, press, saved, complaints } = await managed.open(language);
      await page.getByLabel(texts.say('manager_store')).selectOption(managed.running.store.id);
      await press('manager_settings');
      const part = page.getByRole('region', { name: texts.say('store_services'), exact: true });
      await part.getByText(texts.say('store_service_walk_in')).waitFor(LONG);

      await press('store_edit_named', { part: texts.say('store_services') });
      const form = page.getByRole('form', { name: texts.say('store_services'), exact: true });
      const box = (service: string) =>
        form.getByRole('checkbox', { name: texts.say(`store_service_${service}`), exact: true });
      await box('curbside').waitFor(LONG);
      await judge(page, `store-services-${language}`);
      // The last one cannot be switched off: the form says so and stays.
      for (const service of ['curbside', 'walk_in', 'drive_through']) await box(service).uncheck();
      await press('store_save');
      const fault = await page.evaluate<string>(
        `document.querySelector('input[value="curbside"]').validationMessage`,
      );
      expect(fault).toBe(texts.say('store_services_none'));
      await box('walk_in').check();
      await press('store_save');
      await saved('store_services');
      await expect
        .poll(() => part.getByRole('definition').innerText(), LONG)
        .toBe(texts.say('store_service_walk_in'));
      expect((await managed.read()).settings.services).toEqual(['walk_in']);

      // As it was, for the other language.
      await press('store_edit_named', { part: texts.say('store_services') });
      for (const service of ['curbside', 'drive_through']) await box(service).check(LONG);
      await press('store_save');
      await saved('store_services');
      expect((await managed.read()).settings.services).toEqual(['curbside', 'walk_in', 'drive_through']);
      expect(complaints).toEqual([]);
    },
    120_000,
  );
});
