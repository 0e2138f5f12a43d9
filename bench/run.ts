/**
 * The one entry of all benches: `npm run bench` lists them, `npm run bench -- NAME [options]` runs one.
 *
 * A bench answers one question and prints ratios taken in one run. Its question and its options stand at the head of
 * its file.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = import.meta.dirname;
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.ts') && file !== 'run.ts')
  .map((file) => file.slice(0, -3))
  .sort();

const [name, ...options] = process.argv.slice(2);
if (name && names.includes(name)) {
  const file = join(folder, `${name}.ts`);
  // As if the bench had been started by itself: it reads its own options.
  process.argv = [process.argv[0] ?? 'node', file, ...options];
  await import(file);
} else {
  if (name) console.error(`There is no bench called "${name}".\n`);
  for (const each of names) console.log(`${each.padEnd(20)}${questionOf(each)}`);
  console.log('\nnpm run bench -- NAME [options]');
  process.exitCode = name ? 2 : 0;
}

/** The first sentence of a bench's head. */
function questionOf(bench: string): string {
  const text = readFileSync(join(folder, `${bench}.ts`), 'utf8');
  const head = /^\/\*\*([\s\S]*?)\*\//.exec(text)?.[1] ?? '';
  const words = head.replaceAll(/\s*\n \* ?/g, ' ').trim();
  return /^.*?[.?:](?= |$)/.exec(words)?.[0] ?? words;
}
