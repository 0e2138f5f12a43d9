import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The folder of the built pages, in their workspace. */
export function builtPages(): string {
  const web = createRequire(import.meta.url).resolve('@curbline/web/package.json');
  return join(dirname(web), 'dist');
}
