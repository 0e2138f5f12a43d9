/**
 * How many people can sign in per minute behind one address, while a stranger behind the same address guesses?
 * The real program on its embedded database with the limits as they come; each handheld is enrolled, each person knows
 * the PIN, and each signs in again as soon as the last sign-in was answered.
 *
 *   npm run bench -- sign-ins                                     100 handhelds, half a minute with and without guesses
 *   npm run bench -- sign-ins --handhelds 500 --seconds 60
 *
 * Printed: sign-ins per minute, how many of those who knew their PIN were refused (must be none), the time one took,
 * and how many of the stranger's attempts were answered at all.
 */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { EnrolCodeView } from '@curbline/contracts/http';
import type { DemoCredentials } from '../src/demo/credentials.js';
import { CookieJar, Refused } from '@curbline/simulation';
import { launchCurbline } from '../tools/launch-curbline.mjs';
import { quantile } from './load/figures.js';

const { values } = parseArgs({
  options: {
    handhelds: { type: 'string', default: '100' },
    seconds: { type: 'string', default: '30' },
  },
});
const handheldCount = Number(values.handhelds);
const lastsMs = Number(values.seconds) * 1_000;
/** Guesses that wait for their answer at the same time. */
const ATTEMPTS_AT_ONCE = 10;
/** A refused attempt is answered at once; the stranger tries this often. */
const GUESS_EVERY_MS = 20;
/** What waits for the disk and for hashing at the same time. */
const ENROLLED_AT_ONCE = 8;

interface Round {
  readonly tookMs: number[];
  readonly refused: number;
  readonly attempts: { readonly answered: number; readonly stopped: number };
}

const program = await launchCurbline();
try {
  const file = readFileSync(join(program.dataDir, 'demo-credentials.json'), 'utf8');
  const credentials = JSON.parse(file) as DemoCredentials;
  const people = credentials.stores[0]!.people;
  const handhelds = await enrol(credentials, handheldCount);
  for (const guessing of [false, true]) print(await round(handhelds, people, guessing), guessing);
} finally {
  await program.dispose();
}

async function enrol({ admin, stores }: DemoCredentials, count: number): Promise<CookieJar[]> {
  const manager = new CookieJar(program.url);
  await manager.send('POST', '/v1/sign-in', admin);
  const enrolled: CookieJar[] = [];
  const enrolNext = async (): Promise<void> => {
    while (enrolled.length < count) {
      const handheld = new CookieJar(program.url);
      enrolled.push(handheld);
      const path = `/v1/stores/${stores[0]!.id}/devices/codes`;
      const { code } = await manager.send<EnrolCodeView>('POST', path, { kind: 'handheld' });
      await handheld.send('POST', '/v1/devices/enrol', { code, name: 'Bench' });
    }
  };
  await Promise.all(Array.from({ length: ENROLLED_AT_ONCE }, enrolNext));
  return enrolled;
}

async function round(
  handhelds: readonly CookieJar[],
  people: DemoCredentials['stores'][number]['people'],
  guessing: boolean,
): Promise<Round> {
  const until = performance.now() + lastsMs;
  const tookMs: number[] = [];
  let refused = 0;
  const attempts = { answered: 0, stopped: 0 };
  const signIn = async (handheld: CookieJar, turn: number): Promise<void> => {
    const { staffId, pin } = people[turn % people.length]!;
    while (performance.now() < until) {
      const startedAt = performance.now();
      try {
        await handheld.send('POST', '/v1/staff/sign-in', { staffId, pin });
        tookMs.push(performance.now() - startedAt);
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        refused += 1;
        await sleep(1_000);
      }
    }
  };
  const attempt = async (): Promise<void> => {
    while (performance.now() < until) {
      try {
        await new CookieJar(program.url).send('POST', '/v1/sign-in', {
          login: randomUUID(),
          password: 'guessed it',
        });
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        attempts[error.status === 429 ? 'stopped' : 'answered'] += 1;
      }
      await sleep(GUESS_EVERY_MS);
    }
  };
  await Promise.all([
    ...handhelds.map(signIn),
    ...(guessing ? Array.from({ length: ATTEMPTS_AT_ONCE }, attempt) : []),
  ]);
  return { tookMs, refused, attempts };
}

function print({ tookMs, refused, attempts }: Round, guessing: boolean): void {
  const perMinute = Math.round((tookMs.length / lastsMs) * 60_000);
  const [median, p99] = [quantile(tookMs, 0.5), quantile(tookMs, 0.99)];
  console.log(
    `${handheldCount} handhelds behind one address${guessing ? ', and a stranger who guesses' : ''}:`,
  );
  console.log(
    `  ${perMinute} sign-ins per minute, ${refused} refused, median ${Math.round(median)} ms, p99 ${Math.round(p99)} ms`,
  );
  if (guessing)
    console.log(
      `  of the stranger’s attempts ${attempts.answered} were answered, ${attempts.stopped} stopped`,
    );
}
