import { readdirSync } from 'node:fs';
import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig, type Plugin } from 'vite';
import { compressAssets } from './compress-assets.mjs';
import { messagesOptions } from './messages-options.mjs';
import { checkBudgets } from './page-budgets.mjs';

/** Where `npm run dev` finds a running Curbline to talk to. */
const program = process.env['CURBLINE_URL'] ?? 'http://localhost:3000';
const entries = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.html'));

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

/** A board speaks WebSocket, else polling: the client's third way is never asked for and stays out of the page. */
const noWebTransport: Plugin = {
  name: 'no-web-transport',
  enforce: 'pre',
  transform: (_code, id) =>
    /\/engine\.io-client\/.*\/webtransport\.js$/.test(id) ? 'export class WT {}' : null,
};

const compressedAssets: Plugin = {
  name: 'compressed-assets',
  apply: 'build',
  closeBundle: () => compressAssets(`${import.meta.dirname}/dist/assets`),
};

const pageBudgets: Plugin = {
  name: 'page-budgets',
  apply: 'build',
  closeBundle: () => checkBudgets(`${import.meta.dirname}/dist`),
};

export default defineConfig(({ command }) => ({
  plugins: [
    // A build compiles the messages first (see package.json); while developing they follow their files.
    command === 'serve' && paraglideVitePlugin(messagesOptions as Parameters<typeof paraglideVitePlugin>[0]),
    smallMessageRuntime,
    noWebTransport,
    svelte(),
    compressedAssets,
    pageBudgets,
  ],
  build: {
    target: 'es2022',
    // The content security policy allows neither data: scripts nor inline ones.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: entries.map((name) => `${import.meta.dirname}/${name}`),
      // What three pages share is one file: each small one more would cost its own frame and request.
      output: { codeSplitting: { groups: [{ name: 'shared', minShareCount: 3 }] } },
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
