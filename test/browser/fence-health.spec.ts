import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectionAround, toPosition } from '@curbline/domain/geo';
import type { AuditPage } from '@curbline/contracts/http';
import type { Browser } from 'playwright-core';
import { ParkingHeatMapsService } from '../../apps/geofence-service/src/learning/parking-heat-maps.service.js';
import { launchBrowser } from '../../tools/browser.mjs';
import { Running } from '../e2e/running.js';
import { openScreen, seriousFaults, TABLET } from './pages.js';
import { Texts } from './texts.js';

/** The manager's page shows that the outline is wrong, and one tap makes it right, as the audit trail says. */
let running: Running;
let browser: Browser;

beforeAll(async () => {
  [running, browser] = await Promise.all([Running.start(), launchBrowser()]);
  const heatMaps = running.app.get(ParkingHeatMapsService, { strict: false });
  const [corner] = running.store.settings.premises.coordinates[0] ?? [];
  const origin = corner ?? ([0, 0] as const);
  for (let i = 0; i < 80; i += 1) {
    const position = toPosition(projectionAround(origin), {
      x: 70 + (i % 8) * 8,
      y: 10 + Math.floor(i / 8) * 4,
    });
    await heatMaps.add(running.store.id, { position, mapOrigin: origin });
  }
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await running?.close();
}, 60_000);

describe('an outline beside the car park', () => {
  it('is told in words and on a plan, and put right', async () => {
    const texts = new Texts('fr');
    const { page, complaints } = await openScreen(browser, { ...TABLET, locale: 'fr-FR' });
    const { login, password } = running.demo.credentials.admin;
    await page.goto(`${running.url}/manager`);
    await page.getByLabel(texts.say('manager_login')).fill(login);
    await page.getByLabel(texts.say('manager_password')).fill(password);
    await page.getByRole('button', { name: texts.say('manager_sign_in'), exact: true }).click();
    await page.getByLabel(texts.say('manager_store')).selectOption(running.store.id);
    await page.getByRole('button', { name: texts.say('manager_settings'), exact: true }).click();
    await page.getByRole('img', { name: texts.say('manager_fence_plan') }).waitFor();
    const said = page.locator('.findings li');
    expect(await said.allTextContents()).toEqual([
      expect.stringMatching(/mal placé.*à l’est|hors du tracé.*à l’est/),
    ]);
    expect(await seriousFaults(page)).toEqual([]);

    await page.getByRole('button', { name: texts.say('manager_fence_accept') }).click();
    await page.getByText(texts.say('manager_fence_saved')).waitFor();
    await page.getByText(/^Le tracé est juste/).waitFor();
    const manager = await running.manager();
    const { entries } = await manager.send<AuditPage>('GET', `/v1/stores/${running.store.id}/audit`);
    const [changed] = entries.filter(({ action }) => action === 'store_changed');
    expect(changed!.changes).toMatchObject([{ field: 'premises', before: running.store.settings.premises }]);
    expect(complaints).toEqual([]);
  });
});
