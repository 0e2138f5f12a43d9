import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig, type Plugin } from 'vite';
import { reloadLostPage } from './reload-lost-page.js';
import { customerTexts } from './customer-texts.js';
import { firstScreenInHtml } from './first-screen.js';
import { messagesOptions } from './messages-options.mjs';

/** Where `npm run dev` finds a running Curbline to talk to. */
const program = process.env['CURBLINE_URL'] ?? 'http://localhost:3000';

/**
 * The messages ask only which language is on. Their generated runtime also carries every way of finding
 * that out (cookie, address, storage), 1.5 kB in each page: src/ui/locale.ts stands in for it.
 */
const smallMessageRuntime: Plugin = {
  name: 'small-message-runtime',
  enforce: 'pre',
  resolveId: (source, importer) =>
    source.endsWith('/runtime.js') && importer?.includes('/messages/generated/')
      ? `${import.meta.dirname}/src/ui/locale.ts`
      : null,
};

/** Each generated message has options that ours never pass: 60 bytes a text, in a page that carries a hundred. */
const leanMessages: Plugin = {
  name: 'lean-messages',
  enforce: 'pre',
  transform(code, id) {
    if (!/\/messages\/generated\/messages\/[a-z]\w+\.js$/.test(id)) return null;
    const name = /^export const (\w+)/m.exec(code)?.[1];
    const body = code.slice(0, code.indexOf('/**\n* | output'));
    if (!name || !body.includes('const en_')) throw new Error(`${id} is not a message as it used to be made`);
    const texts = body
      .replace(/^import .*$/m, "import { inBothLanguages } from '../runtime.js';")
      .replaceAll('${i?.', '${i.')
      // A text that nothing is put into is no function.
      .replace(/\(\) => \{\s*return ([^\n]*)\s*\};/g, '$1;');
    return `${texts}\nexport const ${name} = /* @__PURE__ */ inBothLanguages(fr_${name}, en_${name});\n`;
  },
};

/** A board speaks WebSocket, else polling: the client's third way is never asked for and stays out of the page. */
const noWebTransport: Plugin = {
  name: 'no-web-transport',
  enforce: 'pre',
  transform: (_code, id) =>
    /\/engine\.io-client\/.*\/webtransport\.js$/.test(id) ? 'export class WT {}' : null,
};

/** What the PDF library would fetch for pictures of whole pages, which nobody asks of it. */
const UNUSED_BY_PDF = new Set(['canvg', 'dompurify', 'html2canvas']);
const leanPdf: Plugin = {
  name: 'lean-pdf',
  enforce: 'pre',
  resolveId: (source, importer) =>
    UNUSED_BY_PDF.has(source) && importer?.includes('/jspdf/') ? { id: source, external: true } : null,
};

/** Browsers that show the plan decompress by themselves: the reader of PMTiles needs no library for it. */
const leanTileArchive: Plugin = {
  name: 'lean-tile-archive',
  enforce: 'pre',
  resolveId: (source, importer) =>
    source === 'fflate' && importer?.includes('/pmtiles/') ? '\0no-fflate' : null,
  load: (id) => (id === '\0no-fflate' ? 'export const decompressSync = undefined;' : null),
};

/**
 * `import address from 'piece:./later.ts'` makes a piece of its own of a module and says where it is served, so
 * that it can be asked for again under another address (src/ui/import-piece.ts).
 */
const pieces: Plugin = {
  name: 'pieces',
  enforce: 'pre',
  async resolveId(source, importer) {
    if (!source.startsWith('piece:')) return null;
    const found = await this.resolve(source.slice('piece:'.length), importer);
    // What it answers is JavaScript, whatever the module is.
    return found && `\0piece:${found.id}.js`;
  },
  load(id) {
    if (!id.startsWith('\0piece:')) return null;
    const module = id.slice('\0piece:'.length, -'.js'.length);
    if (this.environment.mode === 'dev') return `export default ${JSON.stringify(`/@fs${module}`)};`;
    const piece = this.emitFile({ type: 'chunk', id: module, preserveSignature: 'allow-extension' });
    return `export default import.meta.ROLLUP_FILE_URL_${piece};`;
  },
  generateBundle(_options, bundle) {
    // A module that another piece imports outright has no file of its own: the page would ask for one that is not there.
    for (const chunk of Object.values(bundle)) {
      const lost = chunk.type === 'chunk' && /[^/`]*!~\{\w+\}~/.exec(chunk.code);
      if (lost)
        throw new Error(`${chunk.fileName} asks for ${lost[0]}: fetch that module as a piece everywhere`);
    }
  },
};

/**
 * What a page has in common with its pieces is one file: each small one more would be a request of its own. The
 * customer's page has one for what asks the server first, and one for all the rest that is not a piece; the manager's
 * pieces about a store have one of their own.
 */
const groupsOf = (page: string) =>
  page === 'p'
    ? [
        { name: 'start', test: /\/customer\/start\.ts$/, priority: 2 },
        { name: 'main', test: /\/customer\/main\.ts$/, priority: 1 },
      ]
    : [
        // First: a group takes what its modules import with it.
        { name: 'shared', test: (id: string) => !STORE_FORMS.test(id), minShareCount: 2, priority: 1 },
        { name: 'store', test: STORE_FORMS, minShareCount: 2 },
      ];

/** What the manager's pieces about a store share, and its page does not need to open. */
const STORE_FORMS =
  /\/manager\/store\/(?!pieces)|\/domain\/\w+\/(place|notify|shortage)\/|\/messages\/store_(?!new\.|steps_open\.)/;

/** Each page is built by itself, under its own mode (see build-pages.mjs); `p` is the customer's. */
export default defineConfig(({ command, mode }) => ({
  plugins: [
    // A build compiles the messages first (see package.json); while developing they follow their files.
    command === 'serve' && paraglideVitePlugin(messagesOptions as Parameters<typeof paraglideVitePlugin>[0]),
    smallMessageRuntime,
    mode === 'p' ? customerTexts : leanMessages,
    pieces,
    noWebTransport,
    leanPdf,
    leanTileArchive,
    svelte(),
    reloadLostPage,
    mode === 'p' && firstScreenInHtml([smallMessageRuntime, leanMessages, pieces, svelte()]),
  ],
  build: {
    target: 'es2022',
    // The content security policy allows neither data: scripts nor inline ones.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    emptyOutDir: false,
    // One file a page, so that no piece waits for its look.
    cssCodeSplit: false,
    rolldownOptions: {
      ...(command === 'build' && { input: `${import.meta.dirname}/${mode}.html` }),
      output: { codeSplitting: { groups: groupsOf(mode) } },
    },
  },
  server: {
    proxy: {
      '/v1': { target: program },
      '/socket.io': { target: program, ws: true },
      '/docs': { target: program },
    },
  },
}));
