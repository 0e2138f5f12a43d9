/**
 * How soon does a customer who loads their page without a network see the code that they have to show?
 *
 *   npm run bench -- offline-page
 *   npm run bench -- offline-page --runs 20 --cpu 6
 *
 * A customer stands at the store; then the server is stopped and the browser offline. Each run loads the page again
 * on a quarter of the processor, and takes the time from the navigation until the code stood on the screen.
 */
import { parseArgs } from 'node:util';
import { launchBrowser } from '../tools/browser.mjs';
import { launchCurbline } from '../tools/launch-curbline.mjs';
import { DemoShop } from '../test/browser/demo-shop.js';
import { Texts } from '../test/browser/texts.js';
import { quantile } from './load/figures.js';

const { values } = parseArgs({
  options: { runs: { type: 'string', default: '9' }, cpu: { type: 'string', default: '4' } },
});

/** The code stands alone in its own element, between the words about it. */
const OBSERVE = `
  globalThis.codeAt = new Promise((resolve) => {
    new MutationObserver((_changes, observer) => {
      if (!document.querySelector('.plate')) return;
      observer.disconnect();
      requestAnimationFrame(() => resolve(performance.now()));
    }).observe(document, { childList: true, subtree: true });
  });
`;
const KEPT = `navigator.serviceWorker.ready.then(async () => {
  while (!/"handOverCode":"/.test(localStorage.getItem('curbline-trips'))) await new Promise((go) => setTimeout(go, 50));
})`;

const program = await launchCurbline();
const browser = await launchBrowser();
try {
  const shop = await DemoShop.of(program);
  const { customerLink } = await shop.order('lyon-confluence', 'Camille', 'fr');
  await shop.dispose();
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    isMobile: true,
    hasTouch: true,
    locale: 'fr-FR',
  });
  const page = await context.newPage();
  await page.addInitScript(OBSERVE);
  await page.goto(customerLink);
  await page.getByRole('button', { name: new Texts('fr').say('customer_here_already'), exact: true }).click();
  await page.evaluate('codeAt');
  await page.evaluate(KEPT);
  await program.stop('SIGKILL');
  await context.setOffline(true);
  const line = await context.newCDPSession(page);
  await line.send('Emulation.setCPUThrottlingRate', { rate: Number(values.cpu) });
  const took: number[] = [];
  for (let run = 0; run < Number(values.runs); run += 1) {
    await page.reload();
    took.push((await page.evaluate('codeAt')) as number);
  }
  const [median, worst] = [quantile(took, 0.5), Math.max(...took)];
  console.log(
    `code on the screen without a network, ${took.length} loads: ${median.toFixed(0)} ms median, ${worst.toFixed(0)} ms worst`,
  );
} finally {
  await browser.close();
  await program.dispose();
}
