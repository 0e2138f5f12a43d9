import { beforeEach, describe, expect, it } from 'vitest';
import type { Problem } from '@curbline/contracts/problems';
import type { Card } from '@curbline/contracts/events';
import { sampleCard } from '../../fixtures/board.js';
import type { BoardQueue, Command } from '../board/command.js';
import { CommandQueue, type SendOutcome } from './command-queue.js';
import { FakeTime } from '../../fixtures/fake-time.js';

const tap = (key: string, over: Partial<Command> = {}): Command =>
  ({
    action: 'claim',
    key,
    storeId: 'lyon',
    orderId: `order-${key}`,
    staffId: 'lea',
    tappedAt: 5,
    ...over,
  }) as Command;
const refusal: Problem = { type: 'about:blank', title: 'Taken', status: 409, code: 'already-claimed' };

const madeBy =
  (who: string) =>
  ({ staffId }: Command): boolean =>
    staffId === who;

class Desk {
  readonly time = new FakeTime();
  readonly sent: string[] = [];
  readonly told: string[] = [];
  kept: readonly Command[] = [];
  answer: (command: Command) => SendOutcome<Card> | Promise<SendOutcome<Card>> = () => ({
    done: sampleCard(),
  });
  queue = this.open([]);

  open(commands: readonly Command[]): BoardQueue {
    const queue = new CommandQueue<Command, Card>(
      {
        laneOf: ({ orderId }) => orderId,
        send: (command) => {
          this.sent.push(command.key);
          return Promise.resolve(this.answer(command));
        },
        keep: (commands_) => (this.kept = commands_),
        after: this.time.after,
        random: () => 0.5,
      },
      {
        changed: () => {},
        done: (command) => this.told.push(`done ${command.key}`),
        refused: (command, problem) => this.told.push(`${problem.code} ${command.key}`),
        postponed: (command) => this.told.push(`later ${command.key}`),
        signedOut: () => this.told.push('signed out'),
      },
    );
    queue.restore(commands);
    return queue;
  }
}

let desk: Desk;
beforeEach(() => {
  desk = new Desk();
  desk.queue.resume(madeBy('lea'));
});

describe('taps', () => {
  it('go out one after the other, in the order they were made', async () => {
    for (const key of ['a', 'b', 'c']) desk.queue.add(tap(key));
    await desk.time.pass(1);
    expect(desk.told).toEqual(['done a', 'done b', 'done c']);
    expect(desk.kept).toEqual([]);
  });

  it('made offline wait, and are repeated under the same key until answered', async () => {
    desk.answer = () => ({ later: true });
    desk.queue.add(tap('a'));
    await desk.time.pass(1);
    desk.queue.add(tap('b'));
    await desk.time.pass(3_500);
    expect(desk.sent).toEqual(['a', 'a', 'a']);
    expect(desk.kept.map(({ key }) => key)).toEqual(['a', 'b']);
    desk.answer = () => ({ done: sampleCard() });
    desk.queue.hurry();
    await desk.time.pass(1);
    expect(desk.told).toEqual(['later a', 'later a', 'later a', 'done a', 'done b']);
  });

  it('survive a reload', async () => {
    desk.answer = () => ({ later: true });
    desk.queue.add(tap('a'));
    await desk.time.pass(1);
    desk.answer = () => ({ done: sampleCard() });
    const reopened = desk.open(desk.kept);
    reopened.resume(madeBy('lea'));
    await desk.time.pass(1);
    expect(desk.told).toEqual(['later a', 'done a']);
  });

  it('that lost a race are told and do not hold up the rest', async () => {
    desk.answer = (command) => (command.key === 'a' ? { refused: refusal } : { done: sampleCard() });
    for (const key of ['a', 'b']) desk.queue.add(tap(key));
    await desk.time.pass(1);
    expect(desk.told).toEqual(['already-claimed a', 'done b']);
  });

  it('that the server cannot manage let those of other orders pass, never those of their own', async () => {
    const sick = new Set(['a']);
    desk.answer = ({ key }) => (sick.has(key) ? { later: true, failed: true } : { done: sampleCard() });
    for (const [key, orderId] of [
      ['a', 'one'],
      ['b', 'two'],
      ['c', 'one'],
      ['d', 'three'],
    ] as const)
      desk.queue.add(tap(key, { orderId }));
    await desk.time.pass(60_000);
    expect(desk.told.filter((line) => line.startsWith('done'))).toEqual(['done b', 'done d']);
    expect(desk.kept.map(({ key }) => key)).toEqual(['a', 'c']);
    sick.clear();
    await desk.time.pass(60_000);
    expect(desk.told.filter((line) => line.startsWith('done'))).toEqual([
      'done b',
      'done d',
      'done a',
      'done c',
    ]);
  });

  it('of an order without an answer yet hold no other order’s', async () => {
    desk.answer = ({ key }) => (key === 'slow' ? new Promise(() => {}) : { done: sampleCard() });
    for (const key of ['slow', 'b', 'c']) desk.queue.add(tap(key));
    desk.queue.add(tap('behind', { orderId: 'order-slow' }));
    await desk.time.pass(1);
    expect(desk.told).toEqual(['done b', 'done c']);
    expect(desk.sent).toEqual(['slow', 'b', 'c']);
  });

  it('knock one at a time while there is no network, and all go when it is back', async () => {
    desk.answer = () => ({ later: true });
    const keys = Array.from({ length: 20 }, (_, n) => `k${n}`);
    desk.queue.add(tap('k0'));
    await desk.time.pass(1);
    for (const key of keys.slice(1)) desk.queue.add(tap(key));
    await desk.time.pass(8_000);
    expect(desk.sent).toEqual(['k0', 'k0', 'k0', 'k0']);
    desk.answer = () => ({ done: sampleCard() });
    await desk.time.pass(10_000);
    expect(desk.told.filter((line) => line.startsWith('done')).sort()).toEqual(
      keys.map((key) => `done ${key}`).sort(),
    );
  });

  it('has no more than four requests under way', async () => {
    desk.answer = () => new Promise(() => {});
    for (const key of ['a', 'b', 'c', 'd', 'e', 'f']) desk.queue.add(tap(key));
    await desk.time.pass(1);
    expect(desk.sent).toEqual(['a', 'b', 'c', 'd']);
  });

  it('wait at least as long as the server asks', async () => {
    desk.answer = () => ({ later: true, afterMs: 10_000 });
    desk.queue.add(tap('a'));
    await desk.time.pass(9_900);
    expect(desk.sent).toEqual(['a']);
  });
});

describe('a session that ended', () => {
  it('holds the taps until their maker is back', async () => {
    desk.answer = () => ({ signedOut: true });
    desk.queue.add(tap('a'));
    await desk.time.pass(60_000);
    expect(desk.sent).toEqual(['a']);
    desk.answer = () => ({ done: sampleCard() });
    expect(desk.queue.resume(madeBy('lea'))).toEqual([]);
    await desk.time.pass(1);
    expect(desk.told).toEqual(['signed out', 'done a']);
  });

  it('never lets a tap act in the name of somebody else', async () => {
    desk.answer = () => ({ signedOut: true });
    desk.queue.add(tap('a'));
    await desk.time.pass(1);
    desk.answer = () => ({ done: sampleCard() });
    expect(desk.queue.resume(madeBy('tom')).map(({ key }) => key)).toEqual(['a']);
    await desk.time.pass(1);
    expect(desk.sent).toEqual(['a']);
    expect(desk.kept).toEqual([]);
  });
});

describe('taking a tap back', () => {
  it('works while it was not sent', async () => {
    desk.answer = () => new Promise(() => {});
    for (const key of ['a', 'b']) desk.queue.add(tap(key, { orderId: 'one' }));
    expect(desk.queue.withdraw('b')).toBe(true);
    expect(desk.kept.map(({ key }) => key)).toEqual(['a']);
  });

  it('is refused once the server may have it', async () => {
    desk.answer = () => ({ later: true });
    desk.queue.add(tap('a'));
    await desk.time.pass(1);
    expect(desk.queue.withdraw('a')).toBe(false);
  });

  it('is refused too when others were let pass meanwhile', async () => {
    desk.answer = ({ key }) => (key === 'a' ? { later: true, failed: true } : new Promise(() => {}));
    for (const key of ['a', 'b']) desk.queue.add(tap(key));
    await desk.time.pass(5_000);
    expect(desk.sent.slice(0, 2)).toEqual(['a', 'b']);
    expect(desk.queue.withdraw('a')).toBe(false);
  });
});
