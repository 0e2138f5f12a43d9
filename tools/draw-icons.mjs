/**
 * Draws the icons of the installed board from the favicon, in a browser: `node tools/draw-icons.mjs`. To be run again,
 * and its pictures committed, when the favicon changes.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { launchBrowser } from './browser.mjs';

const PUBLIC = fileURLToPath(new URL('../apps/web/public', import.meta.url));
/** A launcher cuts a maskable icon to its own shape, at most to the circle of 80 % in its middle. */
const ICONS = [
  { name: 'board-192', size: 192, drawn: 1 },
  { name: 'board-512', size: 512, drawn: 1 },
  { name: 'board-maskable-512', size: 512, drawn: 0.72 },
  { name: 'board-touch-180', size: 180, drawn: 0.84 },
];

const svg = readFileSync(`${PUBLIC}/favicon.svg`, 'utf8');
const ground = /rx="8" fill="(#\w+)"/.exec(svg)?.[1];
if (!ground) throw new Error('the favicon does not say its ground as it used to');
mkdirSync(`${PUBLIC}/icons`, { recursive: true });
const browser = await launchBrowser();
const page = await browser.newPage();
for (const { name, size, drawn } of ICONS) {
  await page.setViewportSize({ width: size, height: size });
  const side = Math.round(size * drawn);
  // What does not fill the square stands on the favicon's own ground.
  const style = `margin:0;display:grid;place-items:center;height:${size}px;background:${drawn < 1 ? ground : 'transparent'}`;
  await page.setContent(
    `<body style="${style}">${svg.replace('<svg ', `<svg width="${side}" height="${side}" `)}</body>`,
  );
  writeFileSync(`${PUBLIC}/icons/${name}.png`, await page.screenshot({ omitBackground: true }));
}
await browser.close();
