import { expect, it } from 'vitest';
import type { ImportLine, ImportRow } from '@curbline/contracts/http';
import { INSTRUCTIONS, W40 } from './long-words.js';
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
      'store_services',
      'store_shortages',
      'store_gestures',
      'manager_instructions',
      'manager_hours',
      'store_exceptions',
      'store_place',
      'manager_bays',
      'store_messages',
    ] as const
  ).map((part): [string, (manager: SeededManager) => Promise<void>] => [
    `edit ${part}`,
    (manager) => manager.press('store_edit_named', { part: manager.texts.say(part) }),
  ]),
  [
    'words of a message',
    (manager) =>
      manager.page
        .getByRole('form', { name: manager.texts.say('store_messages') })
        .getByText(manager.texts.say('messages_kind_order_ready'))
        .click(),
  ],
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
  [
    'import',
    async (manager) => {
      await manager.show(null, { 'POST /v1/imports': importReport() });
      await manager.press('manager_settings');
      await manager.press('store_new');
      await manager.press('import_open');
      const file = { name: 'chain.csv', mimeType: 'text/csv', buffer: Buffer.from('id;name') };
      await manager.page.getByLabel(manager.texts.say('import_file'), { exact: true }).setInputFiles(file);
      await manager.page.getByRole('table').waitFor();
    },
  ],
];

/** One row of each kind and outcome, with remarks as long as they get. */
function importReport(): string {
  const remark = { field: W40, message: { en: INSTRUCTIONS, fr: INSTRUCTIONS } };
  const row = (number: number, more: Partial<ImportRow>): ImportLine => ({
    row: {
      row: 49_000 + number,
      kind: 'store',
      name: W40,
      outcome: 'created',
      fields: [],
      errors: [],
      warnings: [],
      ...more,
    },
  });
  const lines: ImportLine[] = [
    {
      about: { format: 'csv', encoding: 'utf-8', separator: ';', rows: 4, ignored: [W40, INSTRUCTIONS] },
    },
    row(1, { outcome: 'refused', errors: [remark, remark] }),
    row(2, { warnings: [remark] }),
    row(3, { outcome: 'changed', fields: [W40, W40, W40] }),
    row(4, { kind: 'person', name: `${W40} · ${W40}`, secret: W40.slice(0, 22) }),
    {
      end: {
        dryRun: true,
        rows: { created: 2, changed: 1, unchanged: 0, refused: 1 },
        stopped: remark.message,
      },
    },
  ];
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}

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
