import { readdirSync } from 'node:fs';
import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';
import { messagesOptions } from './messages-options.mjs';

/** Where `npm run dev` finds a running Curbline to talk to. */
const program = process.env['CURBLINE_URL'] ?? 'http://localhost:3000';
const entries = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.html'));

export default defineConfig(({ command }) => ({
  plugins: [
    // A build compiles the messages first (see package.json); while developing they follow their files.
    command === 'serve' && paraglideVitePlugin(messagesOptions as Parameters<typeof paraglideVitePlugin>[0]),
    svelte(),
  ],
  build: {
    target: 'es2022',
    // The content security policy allows neither data: scripts nor inline ones.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { input: entries.map((name) => `${import.meta.dirname}/${name}`) },
  },
  server: {
    proxy: {
      '/v1': { target: program },
      '/socket.io': { target: program, ws: true },
      '/docs': { target: program },
    },
  },
}));
