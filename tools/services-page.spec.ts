import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { servicesPage } from './services-page.mjs';

it('docs/services.md is what `npm run services` writes', async () => {
  expect(readFileSync(new URL('../docs/services.md', import.meta.url), 'utf8')).toBe(await servicesPage());
});
