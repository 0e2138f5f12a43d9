/** What `npm test` says before and after: the plan, and a table of what ran on what. */

/** One line a service: what will be used, or why it cannot. */
export function printPlan(plan, services) {
  console.log(`curbline tests: ${plan.map(({ name }) => name).join(' · ')}`);
  for (const need of new Set(plan.flatMap(({ needs }) => needs))) {
    const { version, missing } = services[need];
    console.log(missing ? `  without ${need}: ${missing}` : `  on ${version}`);
  }
}

/** Enough of a failure to know it again; the whole of it stands in the tier's own output. */
const LINES_A_FAILURE = 12;

/** Prints what failed and the table, then `N passed, N failed` as the very last line; returns the number of failures. */
export function printSummary(results) {
  for (const { name, failures = [] } of results) {
    if (failures.length > 0) console.log(`\n── failed in ${name}`);
    for (const failure of failures)
      console.log(`  ${failure.split('\n').slice(0, LINES_A_FAILURE).join('\n    ')}`);
  }
  const rows = results.map(({ name, on, passed, failed, skipped = 0, notRun, tookMs }) => [
    name,
    notRun
      ? `NOT RUN: ${notRun}`
      : [`${passed} passed`, failed && `${failed} FAILED`, skipped && `${skipped} skipped`]
          .filter(Boolean)
          .join(', '),
    notRun ? '' : `${(tookMs / 1_000).toFixed(1)} s`,
    notRun ? '' : on,
  ]);
  const widths = [0, 1, 2].map((column) =>
    Math.max(...rows.map((row) => (row[3] || column === 0 ? row[column].length : 0))),
  );
  console.log('\n── summary');
  for (const row of rows) {
    console.log(`  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd());
  }
  const sum = (key) => results.reduce((total, result) => total + result[key], 0);
  const left = results.filter(({ notRun }) => notRun).length;
  if (left > 0) console.log(`  ${left} of ${results.length} tiers did not run, for the reasons above`);
  console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`);
  return sum('failed');
}
