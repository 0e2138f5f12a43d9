/**
 * `npm run scan:erased`: real trips whose coordinates are known, ended; a minute later every byte of the databases'
 * files, logs and backups is searched for them.
 *
 *   npm run scan:erased                          all three shapes, 60 s after the last trip has ended
 *   npm run scan:erased -- --shape embedded      one: embedded, postgres, services
 *   npm run scan:erased -- --wait 5              so many seconds after the end
 *
 * In each shape a track is also kept in clear and deleted, as a control: the scan has to find that one. Exit code 1
 * when a byte of a trip was found, or none of the control.
 */
import { parseArgs } from 'node:util';
import { scanShape } from './scan-shape.js';
import { embedded, onPostgres, services, type Shape } from './shapes.js';

const { values } = parseArgs({
  options: { shape: { type: 'string', default: 'all' }, wait: { type: 'string', default: '60' } },
});
const SHAPES: Record<string, () => Promise<Shape>> = { embedded, postgres: onPostgres, services };
const wanted = Object.entries(SHAPES).filter(([name]) => values.shape === 'all' || values.shape === name);
if (wanted.length === 0) throw new Error(`--shape must be all or one of ${Object.keys(SHAPES).join(', ')}`);

let failed = false;
for (const [, make] of wanted) {
  const { shape, positions, scanned, found, control } = await scanShape(make, Number(values.wait) * 1_000);
  console.log(
    `${shape}: ${positions} positions of 3 trips, ${values.wait} s after the last receipt said "erased"`,
  );
  for (const { what, files, bytes } of scanned)
    console.log(`  ${what}: ${files} files, ${(bytes / 2 ** 20).toFixed(1)} MB`);
  const sum = (list: readonly { times: number }[]): number => list.reduce((all, { times }) => all + times, 0);
  console.log(`  coordinates of the trips found: ${sum(found)}`);
  for (const { file, form, packed, times } of found)
    console.log(`    ${times} × ${form}${packed ? ', packed' : ''} in ${file}`);
  const forms = [...new Set(control.map(({ form, packed }) => (packed ? `${form}, packed` : form)))];
  console.log(`  of the control, kept in clear and deleted: ${sum(control)} (${forms.join('; ')})`);
  failed ||= found.length > 0 || control.length === 0;
}
process.exit(failed ? 1 : 0);
