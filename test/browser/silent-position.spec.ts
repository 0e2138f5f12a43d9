import { expect, it } from 'vitest';
import { customerScenes } from './customer-scenes.js';
import { SeededCustomer } from './seeded-customer-page.js';
import { oneBrowser } from './one-browser.js';
import { untilTrue } from './pages.js';

/** A phone that is asked for its position and never answers: the page does not wait for ever, and asks the customer. */
const browser = oneBrowser();

/** Some browsers call neither back, whatever limit they were given. Kept is when they were asked, by the page's clock. */
const NEVER_ANSWERS = `
  const asked = () => void (globalThis.askedAt ??= Date.now());
  Object.assign(Geolocation.prototype, { getCurrentPosition: asked, watchPosition: () => (asked(), 1) });
`;

it('offers the declared time after ten seconds without a position, while sharing stays on', async () => {
  const customer = await SeededCustomer.open(browser(), 'fr');
  const { page, texts } = customer;
  await page.addInitScript(NEVER_ANSWERS);
  await page.clock.install();
  const [scene] = customerScenes(Date.now(), 'fr').filter(({ name }) => name === 'position shared');
  const { trip } = scene!.view!;
  await customer.show({ ...scene!, view: { ...scene!.view!, trip: { ...trip, expectedAt: null } } });
  const question = page.getByRole('heading', { name: texts.say('customer_declare_title') });
  await untilTrue(page, 'globalThis.askedAt > 0');
  const askedAt = await page.evaluate<number>('globalThis.askedAt');
  // The page's clock goes on by itself, too: it is stopped, so that a slow machine does not come to the end.
  await page.clock.pauseAt(askedAt + 9_500);
  expect(await question.count()).toBe(0);
  await page.clock.fastForward(1_500);
  await question.waitFor();
  await page.getByText(texts.say('customer_unavailable_title')).waitFor();
  await page.getByRole('button', { name: texts.say('customer_stop') }).waitFor();

  const told = page.waitForRequest((request) => request.url().endsWith('/details'));
  await page.getByRole('button', { name: texts.say('customer_minutes', { count: 20 }) }).click();
  expect((await told).postDataJSON()).toEqual({ declaredMinutes: 20 });
  await page.context().close();
}, 30_000);
