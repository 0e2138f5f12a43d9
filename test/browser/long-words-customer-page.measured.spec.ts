import { expect, it } from 'vitest';
import { customerScenes } from './customer-scenes.js';
import type { DemoView } from '@curbline/contracts/http';
import { W40 } from './long-words.js';
import { go, openSeeded } from './seeded-pages.js';
import { Texts } from './texts.js';
import { SeededCustomer } from './seeded-customer-page.js';
import { lookAtAllSizes } from './measured-pages.js';
import { oneMeasuringBrowser } from './one-browser.js';

/**
 * The customer's page with words of any length, at each stage: nothing is clipped, nothing overlaps, nothing scrolls
 * sideways, everything can be reached. Judged by the boxes of the page, not by pixels.
 */
const { browser, found } = oneMeasuringBrowser();

/** Two pages beside each other: half the time. */
it('has room for words of any length at every stage, in both languages', async () => {
  await Promise.all(
    (['fr', 'en'] as const).map(async (language) => {
      const customer = await SeededCustomer.open(browser(), language);
      for (const scene of customerScenes(Date.now(), language)) {
        await customer.show(scene);
        await lookAtAllSizes(customer.page, found, `${language} ${scene.name}`);
      }
    }),
  );
  expect(found.takeFaults()).toEqual([]);
}, 120_000);

/** The shops' names are of the demonstration, but whoever is a manager of it may change them. */
const DEMO: DemoView = {
  stores: (['fr', 'en'] as const).map((language) => ({
    storeId: `shop-${language}`,
    name: W40,
    language,
    lastCustomer: { manner: 'wrong_store', name: 'Maximilienne W.' },
  })),
  speed: 20,
};

it('has room on the page of the demonstration, before and after a shop is chosen', async () => {
  for (const language of ['fr', 'en'] as const) {
    const page = await openSeeded(
      browser(),
      { locale: language === 'fr' ? 'fr-FR' : 'en-GB', hasTouch: true },
      (_method, path) => {
        if (path === '/v1/demo') return { body: DEMO };
        return path === '/v1/demo/doors' ? { body: { address: 'http://curbline.localhost/nowhere' } } : null;
      },
    );
    const texts = new Texts(language);
    await go(page, '/demo');
    const choice = page.getByRole('group', { name: texts.say('demo_shop') }).getByRole('button');
    await choice.first().waitFor();
    await lookAtAllSizes(page, found, `${language} demo`);
    await choice.first().click();
    await page.locator('iframe').first().waitFor();
    await lookAtAllSizes(page, found, `${language} demo with a shop`);
  }
  expect(found.takeFaults()).toEqual([]);
}, 120_000);
