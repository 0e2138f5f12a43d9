/** The API's documentation: light, readable at any width, without a script, and by everybody. */
import { expect, it } from 'vitest';
import { demoOnScreen } from './demo-on-screen.js';
import { seriousFaults } from './pages.js';

/** Of the page and all that it asks for, compressed. */
const MOST_BYTES = 40_000;
const WITHIN = { timeout: 25_000 };
const demo = demoOnScreen();

it.each([
  [320, 'light'],
  [1280, 'dark'],
] as const)(
  'fits %i px (%s), has no fault that a screen reader meets, and asks for nothing elsewhere',
  async (width, colorScheme) => {
    const context = await demo.browser.newContext({ viewport: { width, height: 900 }, colorScheme });
    const page = await context.newPage();
    const asked: string[] = [];
    const complaints: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    page.on('console', (message) => complaints.push(message.text()));
    await page.goto(`${demo.shop.url}/docs`);
    await page.getByRole('heading', { name: 'Orders', exact: true }).waitFor(WITHIN);
    expect(await seriousFaults(page)).toEqual([]);
    await page.goto(`${demo.shop.url}/docs#placeOrder`);
    const operation = page.locator('#placeOrder');
    await operation.getByText('New for each new request').first().waitFor(WITHIN);
    await page.evaluate('document.querySelectorAll("details").forEach((part) => (part.open = true))');
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    expect(asked.filter((url) => !url.startsWith(demo.shop.url))).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  },
  90_000,
);

it('is small on the way', async () => {
  let bytes = 0;
  for (const path of ['/docs', '/docs/style.css']) {
    const answer = await fetch(`${demo.shop.url}${path}`, { headers: { 'accept-encoding': 'br' } });
    expect([path, answer.status, answer.headers.get('content-encoding')]).toEqual([path, 200, 'br']);
    bytes += Number(answer.headers.get('content-length'));
  }
  expect(bytes).toBeGreaterThan(5_000);
  expect(bytes).toBeLessThan(MOST_BYTES);
}, 60_000);
