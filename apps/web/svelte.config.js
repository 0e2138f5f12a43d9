import { readdirSync } from 'node:fs';
import { relative } from 'node:path';
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';

const source = `${import.meta.dirname}/src`;
const components = readdirSync(source, { recursive: true })
  .map(String)
  .filter((name) => name.endsWith('.svelte'))
  .toSorted();

export default {
  preprocess: vitePreprocess({ script: false }),
  compilerOptions: {
    runes: true,
    // A component's number, not a hash of 13 letters: it is written beside every class of every element.
    cssHash: ({ css, filename, hash }) => {
      const number = components.indexOf(relative(source, filename));
      return number < 0 ? `s-${hash(css)}` : `s${number.toString(36)}`;
    },
  },
};
