import { expect, it } from '@jest/globals';
import { W40 } from './long-words.js';
import { lookAtAllSizes } from './measured-pages.js';
import { SeededManager } from './seeded-manager-page.js';
import { oneMeasuringBrowser } from './one-browser.js';

/** A store's settings with words of any length, 30 special days and 60 bays: read, edited, set up, and its history. */
const { browser, found } = oneMeasuringBrowser();

const STEPS: readonly [string, (manager: SeededManager) => Promise<void>][] = [
  [
    'store',
    async (manager) => {
      await manager.show(null);
      await manager.press('manager_settings');
    },
  ],
  [
    'audit',
    (manager) => {
      const [what, of] = [manager.texts.say('store_audit_show'), manager.texts.say('store_audit_heading')];
      return manager.press('store_of', { what, of });
    },
  ],
  ...(
    [
      'store_basics',
      'store_promises',
      'manager_instructions',
      'manager_hours',
      'store_exceptions',
      'store_place',
      'manager_bays',
    ] as const
  ).map((part): [string, (manager: SeededManager) => Promise<void>] => [
    `edit ${part}`,
    (manager) => manager.press('store_edit_named', { part: manager.texts.say(part) }),
  ]),
  [
    'signs of some bays',
    async (manager) => {
      const { page, texts } = manager;
      await page.getByLabel(texts.say('store_signs_all', { count: 61 })).uncheck();
      await page.getByText(texts.say('store_signs_copied')).click();
      await page.getByLabel(texts.say('store_signs_which')).selectOption({ index: 61 });
    },
  ],
  ['trip', (manager) => manager.press('store_trip_make')],
  [
    'set-up',
    async (manager) => {
      await manager.press('manager_settings');
      await manager.press('store_steps_open');
    },
  ],
  [
    'set-up bays',
    (manager) =>
      manager.page
        .getByRole('button', { name: new RegExp(manager.texts.say('store_step_place')) })
        .first()
        .click(),
  ],
  [
    'new store',
    async (manager) => {
      await manager.press('manager_settings');
      await manager.press('store_new');
      await manager.fill('store_name', W40);
    },
  ],
];

it('has room for words of any length in every part, in both languages', async () => {
  await Promise.all(
    (['fr', 'en'] as const).map(async (language) => {
      const manager = await SeededManager.open(browser(), language);
      for (const [name, step] of STEPS) {
        await step(manager);
        await lookAtAllSizes(manager.page, found, `${language} ${name}`);
      }
    }),
  );
  expect(found.takeFaults()).toEqual([]);
}, 400_000);
