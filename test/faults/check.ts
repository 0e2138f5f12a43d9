/** `npm run faults:check -- FILE…`: the verdict over histories that were kept; exit code 1 on any breach. */
import { checkHistory } from './check-history.js';
import { checkMessages } from './check-messages.js';
import { readHistory, type HistoryEntry } from './history.js';
import type { MessageLine } from './message-history.js';
import { printMessages, printVerdict } from './print-verdict.js';

const files = process.argv.slice(2);
if (files.length === 0) {
  console.error('npm run faults:check -- FILE…   (histories of npm run faults, one JSON object a line)');
  process.exit(2);
}
for (const file of files) {
  const breaches = verdictOn(file);
  if (breaches.length > 0) process.exitCode = 1;
}

function verdictOn(file: string): readonly string[] {
  const lines = readHistory<HistoryEntry | MessageLine>(file);
  const [first] = lines;
  if (first?.t === 'begin' && first.shape === 'messages') {
    const verdict = checkMessages(lines as MessageLine[]);
    printMessages(file, verdict);
    return verdict.breaches;
  }
  const verdict = checkHistory(lines as HistoryEntry[]);
  printVerdict(file, verdict);
  return verdict.breaches;
}
