/** The documentation site: everything written in Markdown, with search, and the API reference. `npm run docs`. */
import { readdirSync, readFileSync } from 'node:fs';
import { defineConfig } from 'vitepress';

const root = new URL('../../', import.meta.url);

/** Pages of a folder in their order, titled by their first heading. */
function pagesOf(folder) {
  return readdirSync(new URL(folder, root))
    .filter((name) => name.endsWith('.md') && name !== 'README.md')
    .sort()
    .map((name) => ({ text: titleOf(`${folder}${name}`), link: `/${folder}${name.replace(/\.md$/, '')}` }));
}

const titleOf = (file) => /^# (.+)$/m.exec(readFileSync(new URL(file, root), 'utf8'))?.[1] ?? file;

export default defineConfig({
  title: 'Curbline',
  description: 'Geolocated curbside pickup: the order comes out as the customer parks.',
  srcDir: '..',
  srcExclude: ['**/node_modules/**', 'apps/**', 'libs/**', 'bench/**', 'test/**', 'tools/**', 'src/**'],
  rewrites: { 'README.md': 'index.md', 'docs/adr/README.md': 'docs/adr/index.md' },
  // Files of the repository that are not pages.
  ignoreDeadLinks: [/LICENSE$/, /\.dependency-cruiser/, /\.(ts|mjs|yml)$/, /^https?:\/\/localhost/],
  outDir: '.vitepress/dist',
  cleanUrls: true,
  themeConfig: {
    search: { provider: 'local' },
    nav: [
      { text: 'Install', link: '/docs/install' },
      { text: 'API', link: '/docs/api' },
      { text: 'Architecture', link: '/ARCHITECTURE' },
      { text: 'Changes', link: '/CHANGELOG' },
    ],
    sidebar: [
      {
        text: 'Run it',
        items: [
          { text: 'Curbline in two commands', link: '/' },
          { text: 'A store of your own', link: '/docs/install' },
          { text: 'Shops', link: '/docs/shops' },
          { text: 'A chain from a file', link: '/docs/import' },
          { text: 'Phones’ own apps', link: '/docs/phone-apps' },
          { text: 'What is kept of customers', link: '/docs/privacy' },
          { text: 'Services', link: '/docs/services' },
          { text: 'Missing goods', link: '/docs/missing-goods' },
          { text: 'Webhooks', link: '/docs/webhooks' },
          { text: 'API reference', link: '/docs/api' },
        ],
      },
      {
        text: 'Understand it',
        items: [
          { text: 'How it hangs together', link: '/ARCHITECTURE' },
          { text: 'One order, one fix, one event', link: '/docs/walkthrough' },
          { text: 'When is somebody here?', link: '/docs/arrival' },
          { text: 'What a store learns', link: '/docs/learning' },
          { text: 'The demonstration', link: '/docs/demo' },
          { text: 'What the figures mean', link: '/docs/metrics' },
          { text: 'What is promised', link: '/docs/reliability' },
          { text: 'How far it carries', link: '/docs/scaling' },
          { text: 'Sharding', link: '/docs/sharding' },
          { text: 'What a fix costs', link: '/docs/cost-of-a-fix' },
        ],
      },
      {
        text: 'Work on it',
        items: [
          { text: 'First steps', link: '/CONTRIBUTING' },
          { text: 'How to add…', link: '/docs/how-to' },
          { text: 'Changes', link: '/CHANGELOG' },
        ],
      },
      { text: 'Decisions', collapsed: true, items: pagesOf('docs/adr/') },
      { text: 'Measurements', collapsed: true, items: pagesOf('docs/measurements/') },
    ],
    outline: [2, 3],
  },
});
