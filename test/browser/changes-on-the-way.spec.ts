/** What changes on the way: another service, wanted on the page and from the board; the wait and the place in line stay. */
import { expect, it } from 'vitest';
import { demoOnScreen } from './demo-on-screen.js';
import { newRequest } from './demo-shop.js';
import { judge } from './manager-screens.js';
import { openScreen, PHONE, startBoard, TABLET } from './pages.js';
import { Texts } from './texts.js';

const STORES = { fr: 'lyon-confluence', en: 'bristol-harbour' };
const NAMES = { fr: 'Maximilienne-Alexandrine-Bérengère', en: 'Bartholomew-Fitzgerald-Montgomery' };
const SOON = { timeout: 25_000 };
const demo = demoOnScreen();

it.each(['fr', 'en'] as const)(
  'comes on foot after all, and is brought the order by staff in the end, in %s',
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
    const button = (key: string) => page.getByRole('button', { name: texts.say(key), exact: true });
    await page.goto(customerLink);
    await page.getByRole('heading', { level: 1 }).waitFor(SOON);
    const vehicle = { colour: 'red', model: 'Twingo' };
    await phone.context.request.post(`${demo.shop.url}/v1/trips/${order.tripId}/here`, {
      headers: newRequest(),
      data: { bay: '2', vehicle },
    });
    const card = board.page
      .locator('section.column.here')
      .getByRole('article', { name: new RegExp(name.slice(0, 8)) });
    await card.getByText('Twingo').waitFor(SOON);
    await page.getByText(texts.say('customer_bay_at'), { exact: true }).waitFor(SOON);
    await page.getByText(texts.say('task_change_title'), { exact: true }).click(SOON);
    await judge(page, `change-service-${language}`);
    await button('task_change_walk_in').click(SOON);

    await page.getByRole('heading', { name: texts.say('customer_counter_title'), exact: true }).waitFor(SOON);
    expect(await page.getByText(texts.say('customer_vehicle_title'), { exact: true }).count()).toBe(0);
    const changed = card.getByText(texts.say('board_service_walk_in')).first();
    await changed.waitFor(SOON);
    expect(await card.getByText('Twingo').count()).toBe(0);
    await judge(board.page, `change-service-board-${language}`);

    await card
      .getByRole('button', { name: texts.say('board_more', { code: order.shortCode }), exact: true })
      .click(SOON);
    const change = card.getByRole('button', { name: texts.say('board_change_service'), exact: true });
    await change.click(SOON);
    await judge(board.page, `change-service-staff-${language}`);
    await card
      .getByRole('button', { name: new RegExp(`^${texts.say('board_service_curbside')}$`, 'i') })
      .click(SOON);
    await page.getByRole('heading', { name: texts.say('customer_bay_title'), exact: true }).waitFor(SOON);
    await card.getByText('Twingo').waitFor(SOON);
    // Nobody is left waiting at a store without a board: the next board would open with an alarm.
    await demo.shop.cancel(order.id);
    await card.waitFor({ state: 'detached', ...SOON });
    expect([...phone.complaints, ...board.complaints]).toEqual([]);
    await page.context().close();
    await board.page.context().close();
  },
  180_000,
);

it.each(['fr', 'en'] as const)(
  'says by one tap that they will be late, before and after they leave, in %s',
  async (language) => {
    const texts = new Texts(language);
    const locale = language === 'fr' ? 'fr-FR' : 'en-GB';
    const storeId = STORES[language];
    const board = await openScreen(demo.browser, { ...TABLET, locale });
    await startBoard(board, demo.shop, texts, { storeId, personIndex: 0, name: 'Board' });
    const now = Date.now();
    const window = {
      from: new Date(now - 3_600_000).toISOString(),
      to: new Date(now + 600_000).toISOString(),
    };
    const { customerLink } = await demo.shop.order(storeId, NAMES[language], language, { window });
    const phone = await openScreen(demo.browser, { ...PHONE, locale });
    const { page } = phone;
    const late = page.getByRole('region', { name: texts.say('task_late_title'), exact: true });
    const more = (minutes: number) => late.getByRole('button', { name: new RegExp(`^${minutes}\\s`) });
    await page.goto(customerLink);
    await more(10).click(SOON);
    await late.getByText(texts.say('task_late_kept'), { exact: true }).waitFor(SOON);
    await judge(page, `late-open-${language}`);
    await page.getByRole('button', { name: texts.say('customer_go'), exact: true }).click();
    await page.getByRole('button', { name: texts.say('customer_reason_no'), exact: true }).click(SOON);
    const card = board.page.getByRole('article', { name: new RegExp(NAMES[language].slice(0, 8)) });
    const said = texts.say('board_late_said', { time: '@', said: '@' }).split('@')[0] ?? '';
    await card.getByText(said).waitFor(SOON);
    await more(20).click(SOON);
    const clock = (at: number) =>
      new Intl.DateTimeFormat(locale, {
        timeStyle: 'short',
        timeZone: language === 'fr' ? 'Europe/Paris' : 'Europe/London',
      }).format(at);
    // Ten minutes after the window, and twenty more.
    await card.getByText(`${said}${clock(Date.parse(window.to) + 30 * 60_000)}`).waitFor(SOON);
    await judge(page, `late-on-the-way-${language}`);
    await judge(board.page, `late-board-${language}`);
    expect([...phone.complaints, ...board.complaints]).toEqual([]);
    await page.context().close();
    await board.page.context().close();
  },
  180_000,
);
