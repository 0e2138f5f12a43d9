/** `npm run faults:check -- FILE…`: the verdict over histories that were kept; exit code 1 on any breach. */
import { checkHistory } from './check-history.js';
import { readHistory } from './history.js';
import { printVerdict } from './print-verdict.js';

const files = process.argv.slice(2);
if (files.length === 0) {
  console.error('npm run faults:check -- FILE…   (histories of npm run faults, one JSON object a line)');
  process.exit(2);
}
for (const file of files) {
  const verdict = checkHistory(readHistory(file));
  printVerdict(file, verdict);
  if (verdict.breaches.length > 0) process.exitCode = 1;
}
