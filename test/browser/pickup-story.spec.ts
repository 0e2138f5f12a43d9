import { afterAll, describe, expect, it } from 'vitest';
import { demoOnScreen } from './demo-on-screen.js';
import { driveTo } from './drive.js';
import {
  notesPlayed,
  openScreen,
  PHONE,
  seriousFaults,
  startBoard,
  TABLET,
  type Screen,
  untilTrue,
} from './pages.js';
import { Texts } from './texts.js';

/**
 * A whole pickup in a real browser, each person on a screen of their own: the customer drives in with an emulated
 * position, two boards ring, one claims, the other sees it, the code ends it, the manager sees the wait.
 * The tests are the story's steps: each goes on where the one before ended.
 */
const STORE = 'bristol-harbour';
const texts = new Texts('en');

const demo = demoOnScreen();

describe('a pickup, position shared', () => {
  let customer: Screen;
  let board: Screen;
  let second: Screen;
  let manager: Screen;
  let code = '';
  let leave = (): void => {};
  afterAll(async () => {
    leave();
    await Promise.all([customer, board, second, manager].map((screen) => screen?.context.close()));
  });

  const here = (screen: Screen) =>
    screen.page.locator('section.column.here').getByRole('article', { name: /Ada/ });

  async function openHandOver(): Promise<void> {
    await here(board)
      .getByRole('button', { name: texts.say('board_hand_over') })
      .click();
    await board.page.getByLabel(texts.say('board_ask_code')).first().waitFor();
  }

  it('opens the link: the order, no question of the browser', async () => {
    customer = await openScreen(demo.browser, { ...PHONE, locale: 'en-GB', permissions: [] });
    const { customerLink } = await demo.shop.order(STORE, 'Ada', 'en');
    await customer.page.goto(customerLink);
    await customer.page.getByRole('heading', { name: texts.say('customer_open_ready') }).waitFor();
    expect(customer.page.url()).not.toContain(customerLink.slice(customerLink.lastIndexOf('.') + 1));
    expect(await seriousFaults(customer.page)).toEqual([]);
  });

  it('starts two boards with codes and PINs', async () => {
    board = await openScreen(demo.browser, { ...TABLET, locale: 'en-GB' });
    second = await openScreen(demo.browser, { ...PHONE, locale: 'en-GB' });
    await startBoard(board, demo.shop, texts, { storeId: STORE, personIndex: 0, name: 'Door' });
    await startBoard(second, demo.shop, texts, { storeId: STORE, personIndex: 1, name: 'Handheld' });
    expect(await seriousFaults(board.page)).toEqual([]);
  });

  it('says why before the prompt, then leaves: the card appears on the board by itself', async () => {
    const { premises } = (await demo.shop.store(STORE)).settings;
    const [longitude, latitude] = premises.coordinates[0]?.[0] ?? [0, 0];
    await customer.context.setGeolocation({ longitude, latitude: latitude - 0.01, accuracy: 8 });
    await customer.page.getByRole('button', { name: texts.say('customer_go'), exact: true }).click();
    await customer.page.getByText(texts.say('customer_reason_text')).waitFor();
    await customer.context.grantPermissions(['geolocation']);
    await customer.page.getByRole('button', { name: texts.say('customer_reason_yes') }).click();
    await board.page
      .locator('section.column.on_the_way, section.column.approaching, section.column.arriving')
      .getByRole('article', { name: /Ada/ })
      .waitFor({ timeout: 10_000 });
    expect(await seriousFaults(customer.page)).toEqual([]);
  });

  it('drives in and parks: the card moves to Here and both boards ring', async () => {
    const bay = (await demo.shop.store(STORE)).settings.bays[3];
    if (!bay) throw new Error('the demo store has fewer than four bays');
    const before = Number(await notesPlayed(board.page));
    leave = await driveTo(customer.context, bay.position.coordinates, { fromM: 160, speedMps: 9 });
    await here(board).waitFor({ timeout: 45_000 });
    await here(second).waitFor({ timeout: 5_000 });
    await untilTrue(board.page, `notesPlayed > ${before}`, 5_000);
    await untilTrue(second.page, 'notesPlayed > 0', 5_000);
    await customer.page.getByRole('heading', { name: texts.say('customer_here_known') }).waitFor();
    expect(await here(board).textContent()).toMatch(
      new RegExp(
        `${texts.say('board_evidence_position_parked')}|${texts.say('board_evidence_position_inside')}`,
      ),
    );
    expect(await seriousFaults(board.page)).toEqual([]);
    expect(await seriousFaults(customer.page)).toEqual([]);
  }, 120_000);

  it('claims on one board: the other board and the customer know who comes', async () => {
    const { name } = demo.shop.person(STORE, 0);
    await here(board)
      .getByRole('button', { name: texts.say('board_claim') })
      .click();
    await customer.page
      .getByRole('heading', { name: texts.say('customer_runner', { name }) })
      .waitFor({ timeout: 3_000 });
    await here(second).getByText(texts.say('board_goes', { name })).waitFor({ timeout: 3_000 });
    const going = here(board).getByText(texts.say('board_you_go'));
    await going.waitFor();
    expect(await going.count()).toBe(1);
  });

  it('refuses a wrong code and takes the right one', async () => {
    code = ((await customer.page.locator('.plate span').first().textContent()) ?? '').trim();
    expect(code).toMatch(/^[2-9A-HJ-NP-Z]{4}$/);
    await openHandOver();
    const wrong = [...code].reverse().join('') === code ? 'ZZZ2' : [...code].reverse().join('');
    await board.page.keyboard.type(wrong);
    await board.page.getByRole('alert').getByText(texts.say('board_wrong_code')).waitFor();
    await board.page.keyboard.type(code);
    await board.page.getByText(texts.say('board_toast_handed_over', { name: 'Ada D.' })).waitFor();
    await here(board).waitFor({ state: 'detached' });
    await here(second).waitFor({ state: 'detached' });
  });

  it('undoes it and hands over again, on two boards at once', async () => {
    // It can be undone for eight seconds.
    await board.page.getByRole('button', { name: texts.say('board_undo') }).click();
    await here(board).waitFor();
    await here(second).waitFor();
    await openHandOver();
    await board.page.keyboard.type(code);
    await here(second).waitFor({ state: 'detached' });
    await customer.page
      .getByRole('heading', { name: texts.say('customer_done_title', { name: 'Ada' }) })
      .waitFor();
    // On a phone the column stands behind its tab.
    await second.page
      .getByRole('navigation', { name: texts.say('board_columns') })
      .getByRole('button', { name: texts.say('board_handed_over') })
      .click();
    const done = second.page.locator('section.column.handed_over').getByRole('article', { name: /Ada/ });
    await done.first().waitFor();
    expect(await done.count()).toBe(1);
  });

  it('shows the manager the pickup and its wait', async () => {
    manager = await openScreen(demo.browser, { ...TABLET, locale: 'en-GB' });
    await manager.page.goto(`${demo.shop.url}/manager`);
    await manager.page.getByLabel(texts.say('manager_login')).fill(demo.shop.demo.admin.login);
    await manager.page.getByLabel(texts.say('manager_password')).fill(demo.shop.demo.admin.password);
    await manager.page.getByRole('button', { name: texts.say('manager_sign_in'), exact: true }).click();
    const stores = manager.page.getByLabel(texts.say('manager_store'));
    await stores.first().waitFor();
    await stores.first().selectOption(STORE);
    const row = manager.page.getByRole('row', { name: /Ada D\./ });
    await row.waitFor();
    expect(await row.textContent()).toMatch(/\d+:\d\d/);
    expect(await seriousFaults(manager.page)).toEqual([]);
  });

  it('raised no error on any page', () => {
    const all = [customer, board, second, manager].flatMap(({ complaints }) => complaints);
    expect(all).toEqual([]);
  });
});

describe('un retrait, position refusée', () => {
  const textes = new Texts('fr');
  const LYON = 'lyon-confluence';

  it('arrives with the same taps, and the board says how it knows', async () => {
    const board = await openScreen(demo.browser, { ...TABLET, locale: 'fr-FR' });
    await startBoard(board, demo.shop, textes, { storeId: LYON, personIndex: 0, name: 'Quai' });
    const customer = await openScreen(demo.browser, { ...PHONE, locale: 'fr-FR', permissions: [] });
    await customer.page.goto((await demo.shop.order(LYON, 'Émile', 'fr')).customerLink);
    await customer.page.getByRole('button', { name: textes.say('customer_go'), exact: true }).click();
    await customer.page.getByRole('button', { name: textes.say('customer_reason_no') }).click();
    await customer.page
      .getByRole('button', { name: textes.say('customer_here'), exact: true })
      .first()
      .click();
    await customer.page.getByRole('heading', { name: textes.say('customer_here_known') }).waitFor();
    const card = board.page.locator('section.column.here').getByRole('article', { name: /Émile/ });
    await card.waitFor({ timeout: 5_000 });
    expect(await card.textContent()).toContain(textes.say('board_evidence_tapped_unseen'));
    expect([...customer.complaints, ...board.complaints]).toEqual([]);
    await customer.context.close();
    await board.context.close();
  }, 60_000);
});

describe('the page of the demonstration', () => {
  it('has phone, board and figures of a shop beside each other, each with a session of its own', async () => {
    const { page, complaints } = await openScreen(demo.browser, {
      viewport: { width: 1440, height: 900 },
      locale: 'en-GB',
    });
    await page.goto(`${demo.shop.url}/demo`);
    await page.getByRole('button', { name: 'Harbour Larder' }).click();
    await page.getByText(texts.say('demo_still')).waitFor();
    const frame = (part: string) => page.frameLocator(`iframe[title="${texts.say(part)}"]`);
    await frame('demo_figures')
      .getByRole('heading', { name: texts.say('manager_figures'), exact: true })
      .waitFor();
    await frame('demo_figures')
      .getByText(/ within 2.min/)
      .first()
      .waitFor();

    const phone = frame('demo_phone');
    await phone.getByRole('button', { name: texts.say('customer_here_already') }).click();
    await phone.getByRole('button', { name: /\b7$/ }).click();
    await frame('demo_board').getByRole('article', { name: /Alex/ }).waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByRole('button', { name: texts.say('demo_board') }).click();
    await frame('demo_board').getByRole('article', { name: /Alex/ }).waitFor();
    expect(await page.locator('iframe:visible').count()).toBe(1);
  }, 60_000);
});
