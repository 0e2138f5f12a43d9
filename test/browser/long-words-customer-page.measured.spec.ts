import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../../tools/browser.mjs';
import { customerScenes } from './customer-scenes.js';
import { PlantedCustomer } from './planted-customer-page.js';
import { Findings, lookAtAllSizes } from './planted-pages.js';

/**
 * The customer's page with words of any length, at each stage: nothing is clipped, nothing overlaps, nothing scrolls
 * sideways, everything can be reached. Judged by the boxes of the page, not by pixels.
 */
let browser: Browser;
const found = new Findings();

beforeAll(async () => {
  browser = await launchBrowser();
}, 60_000);

afterAll(async () => {
  console.log(found.summary());
  await browser?.close();
}, 30_000);

/** Two pages beside each other: half the time. */
it('has room for words of any length at every stage, in both languages', async () => {
  await Promise.all(
    (['fr', 'en'] as const).map(async (language) => {
      const customer = await PlantedCustomer.open(browser, language);
      for (const scene of customerScenes(Date.now(), language)) {
        await customer.show(scene);
        await lookAtAllSizes(customer.page, found, `${language} ${scene.name}`);
      }
    }),
  );
  expect(found.faults).toEqual([]);
}, 120_000);
