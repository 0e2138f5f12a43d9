import { describe, expect, it } from 'vitest';
import type { FixesAnswer, FixInput } from '@curbline/contracts/http';
import type { Outcome } from '../live/http.js';
import { FixReporter, type FixReport } from './fix-reporter.js';

const fix = (recordedAt: number): FixInput => ({ latitude: 45, longitude: 4, recordedAt });
const taken: FixesAnswer = { accepted: 1, refused: [], nextFixInS: 20, eta: null, probablyHere: false };
const problem = (status: number, code: string) => ({ refused: { type: 'x', title: 'x', status, code } });

let monotonic = 0;

function bench() {
  const asked: { report: FixReport; answer: (answer: Outcome<FixesAnswer>) => void }[] = [];
  const timers: { ms: number; work: () => void; off: boolean }[] = [];
  const heard: unknown[] = [];
  const reporter = new FixReporter(
    {
      phoneNow: () => 77.6,
      send: (report) => new Promise((answer) => asked.push({ report, answer })),
      after: (ms, work) => {
        const timer = { ms, work, off: false };
        timers.push(timer);
        return () => {
          timer.off = true;
        };
      },
      monotonicMs: () => monotonic,
      random: () => 0.5,
    },
    {
      answered: ({ nextFixInS }) => heard.push(nextFixInS),
      refused: (code) => heard.push(code),
      unreadable: () => heard.push('unreadable'),
    },
  );
  reporter.allow(true);
  const answer = async (value: Outcome<FixesAnswer>): Promise<void> => {
    asked.at(-1)?.answer(value);
    await new Promise((resolve) => setImmediate(resolve));
  };
  const times = (): number[][] =>
    asked.map(({ report }) =>
      report.fixes.map((fix) => ('recordedAt' in fix ? Number(fix.recordedAt) : Number.NaN)),
    );
  return { asked, timers, heard, reporter, answer, times };
}

describe('reporting positions', () => {
  it('says how old each position is by a clock that nobody sets', async () => {
    const { reporter, asked } = bench();
    reporter.allow(false);
    reporter.add(fix(1));
    monotonic += 7_000;
    reporter.add(fix(2));
    reporter.allow(true);
    expect(asked[0]?.report.fixes.map(({ ageMs }) => ageMs)).toEqual([7_000, 0]);
  });

  it('sends one request at a time and gathers what comes meanwhile', async () => {
    const { reporter, answer, times, heard, asked } = bench();
    reporter.add(fix(1));
    reporter.add(fix(2));
    reporter.add(fix(3));
    expect(times()).toEqual([[1]]);
    await answer({ done: taken });
    expect(times()).toEqual([[1], [2, 3]]);
    expect(asked[0]?.report.sentAt).toBe(78);
    await answer({ done: taken });
    expect(heard).toEqual([20, 20]);
    expect(reporter.waiting).toBe(0);
  });

  it('keeps positions through a gap in the network, the newest sixty', async () => {
    const { reporter, answer, times, timers } = bench();
    reporter.add(fix(0));
    await answer({ later: true });
    expect(timers).toHaveLength(1);
    for (let at = 1; at <= 100; at += 1) reporter.add(fix(at));
    await answer({ done: taken });
    const sent = times().at(-1) ?? [];
    expect(sent).toHaveLength(60);
    expect(sent.at(-1)).toBe(100);
  });

  it('waits until the server knows of the sharing', () => {
    const { reporter, times } = bench();
    reporter.allow(false);
    reporter.add(fix(1));
    expect(times()).toEqual([]);
    reporter.allow(true);
    expect(times()).toEqual([[1]]);
  });

  it('stops for good when the server takes no more', async () => {
    const { reporter, answer, heard, asked } = bench();
    reporter.add(fix(1));
    reporter.add(fix(2));
    await answer(problem(409, 'sharing-off'));
    expect(heard).toEqual(['sharing-off']);
    expect(reporter.waiting).toBe(0);
    expect(asked).toHaveLength(1);
  });

  it('loses one position of a batch that the server cannot read, and no other', async () => {
    const { reporter, answer, heard, times, asked } = bench();
    reporter.allow(false);
    for (let at = 1; at <= 5; at += 1) reporter.add(fix(at));
    reporter.allow(true);
    const taken5 = new Set<number>();
    for (let round = 0; round < 12 && reporter.waiting > 0; round += 1) {
      const sent = times().at(-1) ?? [];
      if (sent.includes(3)) await answer(problem(400, 'invalid-input'));
      else {
        for (const at of sent) taken5.add(at);
        await answer({ done: taken });
      }
    }
    expect(taken5).toEqual(new Set([1, 2, 4, 5]));
    expect(heard.filter((word) => word === 'unreadable')).toHaveLength(1);
    expect(asked.length).toBeLessThan(10);
  });

  it('throws away a position the server cannot read, and goes on', async () => {
    const { reporter, answer, heard, times } = bench();
    reporter.add(fix(1));
    await answer(problem(400, 'invalid-input'));
    expect(heard).toEqual(['unreadable']);
    reporter.add(fix(2));
    expect(times()).toEqual([[1], [2]]);
  });

  it('forgets what was not sent the moment sharing stops', async () => {
    const { reporter, answer, timers, times } = bench();
    reporter.add(fix(1));
    await answer({ later: true });
    reporter.forget();
    expect(timers.every(({ off }) => off)).toBe(true);
    reporter.flush();
    expect(times()).toEqual([[1]]);
  });
});
