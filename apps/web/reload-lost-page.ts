/** Gives each page the script that loads it anew when one of its files was lost on its way (src/ui/reload-lost-page.ts). */
import type { Plugin } from 'vite';
import { addressOf, replaceOnce } from './built-html.js';

const SOURCE = '/src/ui/reload-lost-page.ts';

export const reloadLostPage: Plugin = {
  name: 'reload-lost-page',
  apply: 'build',
  enforce: 'post',
  buildStart() {
    // A chunk of its own, which no other script imports and which imports none.
    this.emitFile({ type: 'chunk', id: `${import.meta.dirname}${SOURCE}` });
  },
  generateBundle(_options, bundle) {
    const script = `<script type="module" crossorigin async src="${addressOf(bundle, SOURCE)}"></script>`;
    for (const [name, output] of Object.entries(bundle)) {
      if (output.type !== 'asset' || !name.endsWith('.html')) continue;
      output.source = replaceOnce(String(output.source), '</head>', `  ${script}\n  </head>`);
    }
  },
};
