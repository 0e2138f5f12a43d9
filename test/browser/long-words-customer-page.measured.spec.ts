import { expect, it } from '@jest/globals';
import { customerScenes } from './customer-scenes.js';
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
