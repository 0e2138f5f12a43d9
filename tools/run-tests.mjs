#!/usr/bin/env node
/**
 * `npm test`: every tier that this machine can run, one after the other, and a table of what ran on what.
 *
 *   npm test                          all of it
 *   npm test -- --only=unit,browser   these tiers (names as in the table, by their beginning: 'e2e, postgres' is one)
 *   npm run check                     the checks and the unit tests: what to run before each commit
 *
 * The embedded database always runs; a PostgreSQL with PostGIS, Redis and a system Chromium are used as well
 * where they are found (temporary ones are started, nothing that already runs is touched). What cannot run is
 * named with its reason. The last line is `N passed, N failed`; exit code 1 when anything failed.
 */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { endAll, runSpecs, runStep } from './run-tier.mjs';
import { findServices } from './test-machine.mjs';
import { planTiers, projectsOf } from './test-tiers.mjs';
import { printPlan, printSummary } from './test-report.mjs';

/** An embedded database takes 1 GB, the process of the specs almost as much, a browser the rest. */
const LANE_BYTES = 2.5 * 2 ** 30;
/** So many tiers more than there are cores run at once where some mostly wait: half of the lanes take those first. */
const WAITING_LANES = 1;

const flags = process.argv.slice(2);
const onlyFlag = flags.find((flag) => flag.startsWith('--only='))?.slice('--only='.length);
const wanted = flags.includes('--check') ? ['check', 'unit'] : onlyFlag?.split(/,(?! )/);
const unknown = flags.filter((flag) => flag !== '--check' && !flag.startsWith('--only='));
if (unknown.length > 0) {
  console.error(`npm test knows --check and --only=tier,tier, not ${unknown.join(' ')}`);
  process.exit(2);
}

// Everything the tests write goes under one folder, readable by the account a temporary PostgreSQL runs as.
const scratch = mkdtempSync(join(tmpdir(), 'curbline-tests-'));
chmodSync(scratch, 0o755);
process.env.TMPDIR = scratch;

let plan;
let services;
let leaving = false;
async function leave(code) {
  leaving = true;
  endAll();
  await services?.stop();
  try {
    rmSync(scratch, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  } catch (error) {
    console.error(`curbline: ${scratch} could not be removed (${error.code})`);
  }
  process.exit(code);
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    if (!leaving) void leave(130);
  });
}

const lackingOf = ({ needs }) => needs.map((need) => services[need]).find((service) => service.missing);

/** Whether the tier of this name is asked for and has what it needs. */
const runs = (name) => plan.some((tier) => tier.name === name && !lackingOf(tier));

/** Runs a tier, or tells why it cannot run. Beside another tier each line says whose it is. */
async function runTier(tier, prefix) {
  // Interrupted: nothing starts any more, and nobody waits for this.
  if (leaving) return new Promise(() => {});
  const { name, needs } = tier;
  const lacking = lackingOf(tier);
  const { projects, left } = projectsOf(tier, runs);
  const on = [
    ...needs.map((need) => services[need].version),
    ...left.map((project) => `without "${project}", which is in "${tier.leaves.to}"`),
  ].join(', ');
  // Absent is a fact to name; present and broken is a failure.
  if (lacking)
    return { name, on, passed: 0, failed: lacking.broken ? 1 : 0, notRun: lacking.missing, tookMs: 0 };
  const title = `── ${name}${on ? ` on ${on}` : ''}`;
  console.log(`\n${title}`);
  const startedAt = Date.now();
  const outcome = tier.command
    ? await runStep(tier, prefix)
    : await runSpecs({ ...tier, projects }, services.envFor(needs), scratch, prefix);
  return { name, on, ...outcome, tookMs: Date.now() - startedAt };
}

/** The plan in groups: neighbors that may run beside each other are one group, every other tier one of its own. */
function sideBySide(plan) {
  const groups = [];
  for (const tier of plan) {
    const last = groups.at(-1);
    if (tier.beside && last?.[0].beside && !tier.command === !last[0].command) last.push(tier);
    else groups.push([tier]);
  }
  return groups;
}

try {
  plan = planTiers().filter(({ name }) => !wanted || wanted.some((word) => name.startsWith(word)));
  if (plan.length === 0) throw new Error(`no tier is called ${wanted.join(' or ')}`);
  services = await findServices(new Set(plan.flatMap(({ needs }) => needs)));
  printPlan(plan, services);
  const order = plan.map(({ name }) => name);

  const results = [];
  const perform = async (tier, prefix) => results.push(await runTier(tier, prefix));
  const cores = availableParallelism();
  const room = Math.max(1, Math.floor(totalmem() / LANE_BYTES));
  for (const group of sideBySide(plan)) {
    const [computing, waiting] = [group.filter(({ waits }) => !waits), group.filter(({ waits }) => waits)];
    const runLane = async (first, second) => {
      for (let tier = first.shift() ?? second.shift(); tier; tier = first.shift() ?? second.shift())
        await perform(tier, group.length > 1 ? `${tier.name} │ ` : undefined);
    };
    const lanes = Math.min(room, cores + Math.min(WAITING_LANES, waiting.length));
    await Promise.all(
      Array.from({ length: lanes }, (_, lane) =>
        lane % 2 === 0 ? runLane(computing, waiting) : runLane(waiting, computing),
      ),
    );
  }
  results.sort((left, right) => order.indexOf(left.name) - order.indexOf(right.name));
  const failed = printSummary(results);
  await leave(failed > 0 ? 1 : 0);
} catch (error) {
  console.error(`curbline: the tests could not run: ${error.stack ?? error}`);
  await leave(1);
}
