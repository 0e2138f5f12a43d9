/**
 * How soon does a customer on a slow phone see their order, and what does the page load for it?
 *
 *   npm run bench -- customer-page
 *   npm run bench -- customer-page --runs 9 --rtt 300 --cpu 6
 *
 * Each run opens the link of a ready order in a new browser context without a cache. The browser itself is slowed
 * down over its DevTools protocol: a slow 4G line (1.6 Mbit/s, 150 ms a round trip) and a quarter of the
 * processor. Printed are the medians: first paint, largest contentful paint, when the order stood on the
 * screen, how far its parts were shifted, requests and bytes as they came over the line until the page had everything.
 */
import { parseArgs } from 'node:util';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../tools/browser.mjs';
import { launchCurbline } from '../tools/launch-curbline.mjs';
import { DemoShop } from '../test/browser/demo-shop.js';
import { quantile } from './load/figures.js';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '5' },
    rtt: { type: 'string', default: '150' },
    mbit: { type: 'string', default: '1.6' },
    cpu: { type: 'string', default: '4' },
  },
});

interface Opening {
  readonly firstPaintMs: number;
  readonly largestPaintMs: number;
  readonly orderMs: number;
  /** Cumulative layout shift: 0 when nothing moved. */
  readonly shifted: number;
  readonly requests: number;
  readonly scriptKb: number;
  readonly totalKb: number;
}

const OBSERVE = `
  globalThis.largest = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) globalThis.largest = entry.startTime;
  }).observe({ type: 'largest-contentful-paint', buffered: true });
  globalThis.shifted = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) globalThis.shifted += entry.value;
  }).observe({ type: 'layout-shift', buffered: true });
  new MutationObserver((_changes, observer) => {
    if (!document.querySelector('h1')) return;
    observer.disconnect();
    requestAnimationFrame(() => (globalThis.orderAt = performance.now()));
  }).observe(document, { childList: true, subtree: true });
`;

async function open(browser: Browser, url: string): Promise<Opening> {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    isMobile: true,
    hasTouch: true,
    locale: 'fr-FR',
  });
  try {
    const page = await context.newPage();
    await page.addInitScript(OBSERVE);
    const line = await context.newCDPSession(page);
    await line.send('Network.enable');
    await line.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: Number(values.rtt),
      downloadThroughput: (Number(values.mbit) * 1e6) / 8,
      uploadThroughput: (Number(values.mbit) * 1e6) / 16,
    });
    await line.send('Emulation.setCPUThrottlingRate', { rate: Number(values.cpu) });
    const scripts = new Set<string>();
    let [requests, scriptBytes, totalBytes] = [0, 0, 0];
    line.on('Network.responseReceived', ({ requestId, type }) => {
      requests += 1;
      if (type === 'Script') scripts.add(requestId);
    });
    line.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      totalBytes += encodedDataLength;
      if (scripts.has(requestId)) scriptBytes += encodedDataLength;
    });
    await page.goto(url);
    await page.getByRole('button', { name: 'Je pars' }).waitFor();
    await page.waitForTimeout(4_000);
    const [firstPaintMs, largestPaintMs, orderMs, shifted] = await page.evaluate<
      [number, number, number, number]
    >(`[performance.getEntriesByName('first-contentful-paint')[0].startTime, largest, orderAt, shifted]`);
    return {
      firstPaintMs,
      largestPaintMs,
      orderMs,
      shifted,
      requests,
      scriptKb: scriptBytes / 1000,
      totalKb: totalBytes / 1000,
    };
  } finally {
    await context.close();
  }
}

const program = await launchCurbline();
const browser = await launchBrowser();
const shop = await DemoShop.of(program);
try {
  const openings: Opening[] = [];
  // The first one warms the server and is not counted.
  for (let run = 0; run <= Number(values.runs); run += 1) {
    const { customerLink } = await shop.order('lyon-confluence', 'Camille', 'fr');
    const opening = await open(browser, customerLink);
    if (run > 0) openings.push(opening);
  }
  const median = (of: (opening: Opening) => number): number => quantile(openings.map(of), 0.5);
  const ms = (of: (opening: Opening) => number): string => `${(median(of) / 1000).toFixed(2)} s`;
  console.log(
    `${openings.length} openings at ${values.mbit} Mbit/s, ${values.rtt} ms, CPU ×${values.cpu}; medians:`,
  );
  console.log(`  first contentful paint    ${ms((o) => o.firstPaintMs)}`);
  console.log(`  largest contentful paint  ${ms((o) => o.largestPaintMs)}`);
  console.log(`  the order on the screen   ${ms((o) => o.orderMs)}`);
  console.log(`  layout shift              ${median((o) => o.shifted).toFixed(3)}`);
  console.log(`  requests                  ${median((o) => o.requests)}`);
  console.log(
    `  JavaScript as received    ${median((o) => o.scriptKb).toFixed(1)} kB (headers and compression included)`,
  );
  console.log(`  everything as received    ${median((o) => o.totalKb).toFixed(1)} kB`);
} finally {
  await shop.dispose();
  await browser.close();
  await program.dispose();
}
