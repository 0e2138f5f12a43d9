/** The built pages. A missing one is answered with 503 and an explanation. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Language } from '@curbline/contracts/ids';

/** The HTML files of the build. */
export type PageFile = 'index.html' | `p.${Language}.html` | 'board.html' | 'demo.html' | 'manager.html';

/** Injection token of the folder with the built pages. */
export const PAGES_FOLDER = Symbol('PAGES_FOLDER');

/** @returns the page, or `undefined` when it was not built. */
export async function readPage(folder: string, file: PageFile): Promise<string | undefined> {
  return readFile(join(folder, file), 'utf8').catch(() => undefined);
}

export const NOT_BUILT = `<!doctype html>
<html lang="en">
  <meta charset="utf-8" />
  <meta name="viewport" content="width=device-width" />
  <title>Curbline</title>
  <h1>The pages are not built</h1>
  <p>The program runs, but its pages are missing. Stop it and run <code>npm start</code>, which builds them.</p>
  <p lang="fr">
    Le programme tourne, mais ses pages manquent. Arrêtez-le et lancez <code>npm start</code>, qui les construit.
  </p>
</html>
`;

export const ROBOTS = 'User-agent: *\nDisallow: /p\nDisallow: /v1/\nDisallow: /board\nDisallow: /manager\n';
