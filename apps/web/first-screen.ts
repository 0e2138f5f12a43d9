/**
 * The customer's HTML: one file a language, with the first screen drawn in it, so that a phone shows it before any script
 * is there; with the texts of that screen, and with the names of all scripts that the next one needs.
 */
import { createServer, type Plugin, type PluginOption, type Rollup } from 'vite';
import { firstTexts } from './customer-texts.js';

const LANGUAGES = ['fr', 'en'] as const;
type Language = (typeof LANGUAGES)[number];
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

/** Where the build put the chunk that holds this module. */
function addressOf(bundle: Rollup.OutputBundle, module: string): string {
  const chunk = Object.values(bundle).find(
    (output) => output.type === 'chunk' && output.moduleIds.some((id) => id.endsWith(module)),
  );
  if (!chunk) throw new Error(`the customer's page has no ${module}`);
  return `/${chunk.fileName}`;
}

/** Text that must be there exactly once, by another: an HTML of another form stops the build. */
function replaceOnce(text: string, part: string, by: string): string {
  if (text.split(part).length !== 2) throw new Error(`p.html does not have one ${part}`);
  return text.replace(part, () => by);
}

/** Makes `p.fr.html` and `p.en.html` of the built `p.html`. @param plugins as for the page itself */
export const firstScreenInHtml = (plugins: PluginOption[]): Plugin => ({
  name: 'first-screen-in-html',
  apply: 'build',
  enforce: 'post',
  buildStart() {
    // No other script imports it: see there.
    this.emitFile({ type: 'chunk', id: `${import.meta.dirname}/src/customer/come-again.ts` });
  },
  async generateBundle(_options, bundle) {
    const built = bundle['p.html'];
    if (built?.type !== 'asset') throw new Error('p.html was not built');
    const screens = await drawFirstScreens(plugins);
    const start = addressOf(bundle, '/customer/start.ts');
    const comeAgain = addressOf(bundle, '/customer/come-again.ts');
    for (const language of LANGUAGES) {
      // No text may end the script that carries it.
      const texts = JSON.stringify(firstTexts(language)).replaceAll('<', String.raw`\u003c`);
      const more = [
        `<script type="module" crossorigin async src="${comeAgain}"></script>`,
        `<script type="application/json" id="texts" lang="${language}">${texts}</script>`,
      ];
      let html = replaceOnce(String(built.source), '<html lang="fr">', `<html lang="${language}">`);
      // Without `async` it would wait for the styles.
      html = replaceOnce(html, ` src="${start}"`, ` async src="${start}"`);
      html = replaceOnce(html, '</head>', `  ${more.join('\n    ')}\n  </head>`);
      html = replaceOnce(html, '<div id="page"></div>', `<div id="page">${screens[language]}</div>`);
      this.emitFile({ type: 'asset', fileName: `p.${language}.html`, source: html });
    }
    delete bundle['p.html'];
  },
});
