import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** Which PGlite and PostGIS the embedded database is; folders prepared for tests are kept per version. */
export function embeddedVersion(): string {
  const { resolve } = createRequire(import.meta.url);
  const versionOf = (name: string): string => {
    const path = join(dirname(resolve(name)), '..', 'package.json');
    return (JSON.parse(readFileSync(path, 'utf8')) as { version: string }).version;
  };
  return `${versionOf('@electric-sql/pglite')}+${versionOf('@electric-sql/pglite-postgis')}`;
}
