import { afterEach, expect, it } from 'vitest';
import { setTimeout as sleep } from 'node:timers/promises';
import { RepeatedWork } from './repeated-work.js';

let repeated: RepeatedWork | undefined;
afterEach(() => repeated?.end());

it('never runs the work twice at once, and ends after the run under way', async () => {
  let [running, most, done] = [0, 0, 0];
  repeated = new RepeatedWork(
    async () => {
      most = Math.max(most, (running += 1));
      await sleep(15);
      running -= 1;
      done += 1;
    },
    () => {},
  );
  repeated.begin(2);
  await Promise.all([repeated.now(), repeated.now()]);
  expect(done).toBe(1);
  await sleep(40);
  await repeated.end();
  expect({ most, running }).toEqual({ most: 1, running: 0 });
  const doneAtTheEnd = done;
  expect(doneAtTheEnd).toBeGreaterThan(1);
  await sleep(20);
  expect(done).toBe(doneAtTheEnd);
});

it('goes on after failures, and reports the first of several in a row', async () => {
  const reported: unknown[] = [];
  const outcomes = ['fails', 'fails', 'works', 'fails'];
  repeated = new RepeatedWork(
    async () => {
      const outcome = outcomes.shift();
      if (outcome === 'fails') throw new Error(`${outcomes.length} left`);
    },
    (error) => reported.push(String(error)),
  );
  for (let turn = 0; turn < 4; turn += 1) await repeated.now();
  expect(reported).toEqual(['Error: 3 left', 'Error: 0 left']);
});
