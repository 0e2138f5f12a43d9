/** Discretion, switched on by a store's manager: names leave the wall at once, and stay with the people of the store. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { EnrolCodeView } from '@curbline/contracts/http';
import { managedStore } from './managed-store.js';
import { judge } from './manager-screens.js';
import { openScreen } from './pages.js';
import { Texts } from './texts.js';

const managed = managedStore();
const SHOTS = process.env['CURBLINE_SHOTS'];
const LONG = { timeout: 25_000 };
/** As long as a first name may be, and two who differ in their last letter. */
const NAMES = ['Marie-Charlotte-Anastasia-Guillemette-Éd', 'Marie-Charlotte-Anastasia-Guillemette-El'];

/** A wall screen of the store, which speaks the store's language, enrolled as a person does it. */
async function openWall() {
  const { running, browser } = managed;
  const texts = new Texts('fr');
  const wall = await openScreen(browser, { viewport: { width: 1920, height: 1080 }, locale: 'fr-FR' });
  const manager = await running.manager();
  const codes = `/v1/stores/${running.store.id}/devices/codes`;
  const { code } = await manager.send<EnrolCodeView>('POST', codes, { kind: 'wall' });
  await wall.page.goto(`${running.url}/board`);
  await wall.page.getByLabel(texts.say('board_enrol_code')).fill(code);
  await wall.page.getByLabel(texts.say('board_enrol_name')).fill('Mur');
  await wall.page.getByRole('button', { name: texts.say('board_enrol_submit') }).click();
  return wall;
}

describe('a discreet store', () => {
  it.each(['fr', 'en'] as const)(
    'shows a wall no names from that moment on, in %s',
    async (language) => {
      const codes: string[] = [];
      for (const [index, firstName] of NAMES.entries()) {
        const { placed, phone } = await managed.running.customer({ customer: { firstName, language } });
        await phone.here({ bay: managed.running.store.settings.bays[index]?.label ?? null });
        codes.push(placed.order.shortCode);
      }
      const wall = await openWall();
      const rowOf = (code = '') => wall.page.getByRole('article').filter({ hasText: code });
      for (const [index, code] of codes.entries())
        await rowOf(code)
          .getByText(NAMES[index] ?? '')
          .waitFor(LONG);

      const { page, texts, press, saved, complaints } = await managed.open(language);
      await page.getByLabel(texts.say('manager_store')).selectOption(managed.running.store.id);
      await press('manager_settings');
      await press('store_edit_named', { part: texts.say('store_discreet') });
      const form = page.getByRole('form', { name: texts.say('store_discreet'), exact: true });
      const box = form.getByRole('checkbox', { name: texts.say('store_discreet_switch'), exact: true });
      await box.check(LONG);
      await judge(page, `store-discreet-${language}`);
      await press('store_save');
      await saved('store_discreet');
      await page.getByText(texts.say('store_discreet_on'), { exact: true }).waitFor(LONG);

      for (const code of codes)
        await rowOf(code).getByRole('heading', { name: code, exact: true }).waitFor(LONG);
      expect(await wall.page.locator('body').innerText()).not.toContain('Marie');
      if (SHOTS) await wall.page.screenshot({ path: join(SHOTS, `wall-discreet-${language}.png`) });

      // As it was, for the other language; then the names are back.
      await press('store_edit_named', { part: texts.say('store_discreet') });
      await box.uncheck(LONG);
      await press('store_save');
      await saved('store_discreet');
      expect((await managed.read()).settings.discreet).toBeUndefined();
      expect([complaints, wall.complaints]).toEqual([[], []]);
    },
    150_000,
  );
});
