/**
 * Replays recorded trips through the decision that production runs.
 *
 *   npm run -s replay -- --cases CASES.ndjson                      one JSON line a case, for scoring
 *   npm run replay -- --trace FILE.csv|.gpx --store FILE.geojson   a timeline, for people
 *
 * Exit codes: 0 done, 2 input that cannot be read (the message names file, line and field).
 */
import '@curbline/bootstrap/require-node';
import { Command } from 'commander';
import { replayCases } from './replay/replay-cases.js';
import { readStore } from './replay/store-file.js';
import { timelineOf } from './replay/timeline.js';
import { readTrace } from './replay/trace-file.js';
import { Unreadable } from './replay/unreadable.js';

interface Options {
  cases?: string;
  trace?: string;
  store?: string;
  trip?: string;
}

const command = new Command('replay')
  .description('Replay recorded trips through the arrival decision.')
  .option('--cases <file>', 'cases, one JSON object a line')
  .option('--trace <file>', 'a recorded trip, .csv or .gpx')
  .option('--store <file>', 'the premises as GeoJSON, with --trace')
  .option('--trip <id>', 'which trip of a CSV that holds several')
  .exitOverride();

async function main(): Promise<void> {
  const options = command.parse().opts<Options>();
  if (options.cases !== undefined) return replayCases(options.cases, process.stdout);
  if (options.trace === undefined || options.store === undefined) {
    throw new Unreadable('replay', 'give --cases FILE, or --trace FILE and --store FILE');
  }
  const [store, fixes] = await Promise.all([
    readStore(options.store),
    readTrace(options.trace, options.trip),
  ]);
  process.stdout.write(`${timelineOf(store, fixes).join('\n')}\n`);
}

// A reader that has seen enough (`| head`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

main().catch((error: unknown) => {
  const { code, exitCode } = error as { code?: string; exitCode?: number };
  if (code?.startsWith('commander.')) process.exit(exitCode === 0 ? 0 : 2);
  if (error instanceof Unreadable || code === 'ENOENT' || code === 'EISDIR' || code === 'EACCES') {
    const message =
      error instanceof Unreadable ? error.message : `cannot read the file (${(error as Error).message})`;
    process.stderr.write(`${message}\n`);
    process.exit(2);
  }
  throw error;
});
