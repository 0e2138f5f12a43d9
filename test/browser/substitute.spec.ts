/** Somebody else collects: a link made on the customer's page, a page and a code of their own, revoked by staff at once. */
import { expect, it } from 'vitest';
import { demoOnScreen } from './demo-on-screen.js';
import { judge } from './manager-screens.js';
import { openScreen, PHONE, startBoard, TABLET } from './pages.js';
import { Texts } from './texts.js';

const STORES = { fr: 'lyon-confluence', en: 'bristol-harbour' };
const NAMES = { fr: 'Maximilienne-Alexandrine-Bérengère', en: 'Bartholomew-Fitzgerald-Montgomery' };
const SOON = { timeout: 25_000 };
const demo = demoOnScreen();

it.each(['fr', 'en'] as const)(
  'is named on the page, collects with a code of their own, and is revoked from the board, in %s',
  async (language) => {
    const texts = new Texts(language);
    const locale = language === 'fr' ? 'fr-FR' : 'en-GB';
    const storeId = STORES[language];
    const name = NAMES[language];
    const board = await openScreen(demo.browser, { ...TABLET, locale });
    await startBoard(board, demo.shop, texts, { storeId, personIndex: 0, name: 'Board' });
    const { order, customerLink } = await demo.shop.order(storeId, name, language, {});
    const phone = await openScreen(demo.browser, { ...PHONE, locale });
    const { page } = phone;
    await page.goto(customerLink);
    await page.getByText(texts.say('task_change_title'), { exact: true }).click(SOON);
    const part = page.getByRole('region', { name: texts.say('task_substitute_title'), exact: true });
    await part.getByLabel(texts.say('task_substitute_name'), { exact: true }).fill('Paul');
    await part.getByRole('button', { name: texts.say('task_substitute_make'), exact: true }).click();
    const link = (await part.locator('.link').textContent(SOON)) ?? '';
    expect(link).toMatch(/\/p#[a-z-]+\.[\w-]{22,}$/);
    await judge(page, `substitute-link-${language}`);

    const pauls = await openScreen(demo.browser, { ...PHONE, locale });
    const paul = pauls.page;
    await paul.goto(link);
    await paul.getByText(texts.say('task_for_title', { name: `${name} D.` }), { exact: true }).waitFor(SOON);
    await judge(paul, `substitute-page-${language}`);
    await paul.getByRole('button', { name: texts.say('customer_here_already'), exact: true }).click(SOON);
    const card = board.page
      .locator('section.column.here')
      .getByRole('article', { name: new RegExp(name.slice(0, 8)) });
    await card.getByText(texts.say('board_substitute', { name: 'Paul' }), { exact: true }).waitFor(SOON);
    expect(await paul.getByText(texts.say('task_substitute_title'), { exact: true }).count()).toBe(0);
    await judge(board.page, `substitute-board-${language}`);

    const more = texts.say('board_more', { code: order.shortCode });
    await card.getByRole('button', { name: more, exact: true }).click(SOON);
    await card.getByRole('button', { name: texts.say('board_substitute_end'), exact: true }).click(SOON);
    await part
      .getByRole('button', { name: texts.say('task_substitute_make'), exact: true })
      .waitFor({ ...SOON, state: 'attached' });
    await paul.reload();
    await paul.getByRole('heading', { name: texts.say('customer_dead_revoked'), exact: true }).waitFor(SOON);
    expect([...phone.complaints, ...board.complaints]).toEqual([]);
    await Promise.all([page.context().close(), paul.context().close(), board.page.context().close()]);
  },
  180_000,
);
