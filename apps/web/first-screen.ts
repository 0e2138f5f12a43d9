/**
 * The customer's HTML: one file a language, with the first screen drawn in it, so that a phone shows it before any script
 * is there; with the texts of that screen, and with the names of all scripts that the next one needs.
 */
import { createServer, type Plugin, type PluginOption } from 'vite';
import { addressOf, replaceOnce } from './built-html.js';
import { firstTexts } from './customer-texts.js';
import type { Language } from './src/ui/first-language.js';

const LANGUAGES: readonly Language[] = ['fr', 'en'];
type Draw = { drawFirstScreen(language: Language): string };

/** Draws the first screens with Svelte's own server renderer. @param plugins what makes modules of the sources */
async function drawFirstScreens(plugins: PluginOption[]): Promise<Record<Language, string>> {
  const server = await createServer({
    configFile: false,
    root: import.meta.dirname,
    appType: 'custom',
    logLevel: 'warn',
    server: { middlewareMode: true, ws: false, watch: null },
    optimizeDeps: { noDiscovery: true },
    plugins,
  });
  try {
    const { drawFirstScreen } = (await server.ssrLoadModule('/src/customer/draw-first-screen.ts')) as Draw;
    return { fr: drawFirstScreen('fr'), en: drawFirstScreen('en') };
  } finally {
    await server.close();
  }
}

/** Makes `p.fr.html` and `p.en.html` of the built `p.html`. @param plugins as for the page itself */
export const firstScreenInHtml = (plugins: PluginOption[]): Plugin => ({
  name: 'first-screen-in-html',
  apply: 'build',
  enforce: 'post',
  async generateBundle(_options, bundle) {
    const built = bundle['p.html'];
    if (built?.type !== 'asset') throw new Error('p.html was not built');
    const screens = await drawFirstScreens(plugins);
    const start = addressOf(bundle, '/customer/start.ts');
    for (const language of LANGUAGES) {
      // No text may end the script that carries it.
      const texts = JSON.stringify(firstTexts(language)).replaceAll('<', String.raw`\u003c`);
      const data = `<script type="application/json" id="texts" lang="${language}">${texts}</script>`;
      let html = replaceOnce(String(built.source), '<html lang="fr">', `<html lang="${language}">`);
      // Without `async` it would wait for the styles.
      html = replaceOnce(html, ` src="${start}"`, ` async src="${start}"`);
      html = replaceOnce(html, '</head>', `  ${data}\n  </head>`);
      html = replaceOnce(html, '<div id="page"></div>', `<div id="page">${screens[language]}</div>`);
      this.emitFile({ type: 'asset', fileName: `p.${language}.html`, source: html });
    }
    delete bundle['p.html'];
  },
});
