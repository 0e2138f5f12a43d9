/** After the hand-over a customer is asked once how it went, also without a network; the manager reads what was said. */
import { afterAll, describe, expect, it } from 'vitest';
import { demoOnScreen } from './demo-on-screen.js';
import { openScreen, PHONE, type Screen, seriousFaults, startBoard, TABLET } from './pages.js';
import { Texts } from './texts.js';

const STORE = 'bristol-harbour';
const PATIENCE = { timeout: 25_000 };
const WORDS = 'Dry feet, warm words';
const texts = new Texts('en');
const demo = demoOnScreen();

describe('a pickup that is rated', () => {
  let customer: Screen;
  let board: Screen;
  let manager: Screen;
  afterAll(() => Promise.all([customer, board, manager].map((screen) => screen?.context.close())));

  const star = (stars: number) =>
    customer.page.getByRole('button', {
      name:
        stars === 1
          ? texts.say('customer_rate_star')
          : texts.say('customer_rate_stars', { stars: `${stars}` }),
      exact: true,
    });
  const chosen = async (stars: number) => {
    await customer.page
      .getByRole('heading', { name: texts.say('customer_rate_thanks'), exact: true })
      .waitFor(PATIENCE);
    expect(await star(stars).getAttribute('aria-pressed')).toBe('true');
  };

  it('asks nothing before the customer has the order', async () => {
    board = await openScreen(demo.browser, { ...TABLET, locale: 'en-GB' });
    await startBoard(board, demo.shop, texts, { storeId: STORE, personIndex: 0, name: 'Door' });
    customer = await openScreen(demo.browser, { ...PHONE, locale: 'en-GB', permissions: [] });
    await customer.page.goto((await demo.shop.order(STORE, 'Ada', 'en')).customerLink);
    const tap = (key: string) =>
      customer.page
        .getByRole('button', { name: texts.say(key), exact: true })
        .first()
        .click(PATIENCE);
    await tap('customer_go');
    await tap('customer_reason_no');
    await tap('customer_here');
    await customer.page
      .getByRole('heading', { name: texts.say('customer_here_known'), exact: true })
      .waitFor(PATIENCE);
    expect(await star(5).count()).toBe(0);
  }, 90_000);

  it('is one tap on a large target, and words if one likes', async () => {
    const code = ((await customer.page.locator('.plate span').first().textContent(PATIENCE)) ?? '').trim();
    const card = board.page.locator('section.column.here').getByRole('article', { name: /Ada/ });
    await card.getByRole('button', { name: texts.say('board_claim') }).click(PATIENCE);
    await card.getByRole('button', { name: texts.say('board_hand_over') }).click(PATIENCE);
    await board.page.getByLabel(texts.say('board_ask_code')).first().waitFor(PATIENCE);
    await board.page.keyboard.type(code);
    await star(5).waitFor(PATIENCE);
    const box = await star(5).boundingBox();
    expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(48);
    expect(await seriousFaults(customer.page)).toEqual([]);
    await star(2).click();
    await chosen(2);
    await customer.page.getByLabel(texts.say('customer_rate_words')).fill(WORDS);
    await customer.page.getByRole('button', { name: texts.say('customer_rate_send'), exact: true }).click();
    await customer.page.getByText(texts.say('customer_rate_words_kept'), { exact: true }).waitFor(PATIENCE);
    expect(await seriousFaults(customer.page)).toEqual([]);
  }, 90_000);

  it('is changed without a network, and arrives when there is one', async () => {
    await customer.context.setOffline(true);
    await star(4).click();
    await chosen(4);
    const sent = customer.page.waitForResponse((answer) => answer.url().endsWith('/rating') && answer.ok(), {
      timeout: 45_000,
    });
    await customer.context.setOffline(false);
    await sent;
    await customer.page.reload();
    await chosen(4);
    expect(await customer.page.getByLabel(texts.say('customer_rate_words')).inputValue()).toBe(WORDS);
  }, 90_000);

  it('is read by the manager, with nobody’s name beside it', async () => {
    manager = await openScreen(demo.browser, { ...TABLET, locale: 'en-GB' });
    const { page } = manager;
    await page.goto(`${demo.shop.url}/manager`);
    await page.getByLabel(texts.say('manager_login')).fill(demo.shop.demo.admin.login);
    await page.getByLabel(texts.say('manager_password')).fill(demo.shop.demo.admin.password);
    await page.getByRole('button', { name: texts.say('manager_sign_in'), exact: true }).click();
    await page.getByLabel(texts.say('manager_store')).first().selectOption(STORE, PATIENCE);
    await page.getByRole('button', { name: texts.say('manager_figures'), exact: true }).click(PATIENCE);
    const part = page.getByRole('region', { name: texts.say('figures_ratings'), exact: true });
    await part.getByText(WORDS, { exact: true }).waitFor(PATIENCE);
    const text = (await part.textContent()) ?? '';
    expect(text).toContain(texts.say('figures_rating_stars', { stars: '4' }));
    expect(text).not.toContain(demo.shop.person(STORE, 0).name);
    expect(await seriousFaults(page)).toEqual([]);
    const complaints = [customer, board, manager].flatMap((screen) => screen.complaints);
    // The customer's network was cut by the test itself.
    expect(complaints.filter((text) => !text.includes('ERR_INTERNET_DISCONNECTED'))).toEqual([]);
  }, 90_000);
});
