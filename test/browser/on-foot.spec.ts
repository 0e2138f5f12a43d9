/** A customer who comes on foot to a counter: never told to park, never asked for a car, called by their number. */
import { expect, it } from 'vitest';
import { demoOnScreen } from './demo-on-screen.js';
import { judge } from './manager-screens.js';
import { openScreen, PHONE, startBoard, TABLET } from './pages.js';
import { Texts } from './texts.js';

const STORES = { fr: 'lyon-confluence', en: 'bristol-harbour' };
const SOON_MS = 25_000;
const demo = demoOnScreen();

it.each(['fr', 'en'] as const)(
  'leaves, scans the sign at the counter, and is called there, in %s',
  async (language) => {
    const texts = new Texts(language);
    const say = (key: string, filled: Record<string, string | number> = {}) => texts.say(key, filled);
    const storeId = STORES[language];
    const locale = language === 'fr' ? 'fr-FR' : 'en-GB';
    const name =
      language === 'fr' ? 'Maximilienne-Alexandrine-Bérengère' : 'Bartholomew-Fitzgerald-Montgomery';
    const board = await openScreen(demo.browser, { ...TABLET, locale });
    await startBoard(board, demo.shop, texts, { storeId, personIndex: 0, name: 'Board' });
    const { order, customerLink } = await demo.shop.order(storeId, name, language, { service: 'walk_in' });

    const phone = await openScreen(demo.browser, { ...PHONE, locale });
    const { page } = phone;
    const button = (key: string) => page.getByRole('button', { name: say(key), exact: true });
    await page.goto(customerLink);
    await page.getByText(say('customer_collect_ready_hint')).waitFor({ timeout: SOON_MS });
    // The store's instructions say where to park.
    const { instructions } = (await demo.shop.store(storeId)).settings;
    expect(await page.getByText(instructions[language]).count()).toBe(0);
    await button('customer_go').click();
    await button('customer_reason_no').click();
    await page.getByRole('heading', { name: say('customer_foot_eta_none') }).waitFor({ timeout: SOON_MS });
    expect(await page.getByText(say('customer_vehicle_title')).count()).toBe(0);

    await button('customer_here').click();
    await page.getByRole('heading', { name: say('customer_counter_title') }).waitFor({ timeout: SOON_MS });
    const sign = await demo.shop.signCode(storeId, 'C2');
    await page.goto(`${demo.shop.url}/p#at/${storeId}/C2/${sign}`);
    await page.getByText('C2', { exact: true }).waitFor({ timeout: SOON_MS });
    await page.getByRole('heading', { name: say('customer_number'), exact: true }).waitFor();
    await page.getByText(order.shortCode, { exact: true }).first().waitFor();
    await judge(page, `on-foot-here-${language}`);

    const card = board.page
      .locator('section.column.here')
      .getByRole('article', { name: new RegExp(name.slice(0, 8)) });
    await card.getByText(say('board_counter'), { exact: true }).waitFor({ timeout: SOON_MS });
    await card.getByText('C2', { exact: true }).waitFor();
    await judge(board.page, `on-foot-board-${language}`);
    await card.getByRole('button', { name: say('board_claim'), exact: true }).click();
    const staff = demo.shop.demo.stores.find(({ id }) => id === storeId)?.people[0]?.name ?? '';
    const called = say('customer_collect_runner_at', { name: staff, counter: 'C2' });
    await page.getByRole('heading', { name: called }).waitFor({ timeout: SOON_MS });
    expect([...phone.complaints, ...board.complaints]).toEqual([]);
    await page.context().close();
    await board.page.context().close();
  },
  120_000,
);
