import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** Where the build of the pages lies: in their own workspace, wherever that is installed. */
export function builtPages(): string {
  const web = createRequire(import.meta.url).resolve('@curbline/web/package.json');
  return join(dirname(web), 'dist');
}
