/**
 * The simulated people of a store. They look at the board as it is on a handheld of their own, go out to whoever has arrived,
 * and leave to visitors what a visitor has claimed.
 */
import type { BoardSnapshot } from '@curbline/contracts/http';
import type { Card } from '@curbline/contracts/events';
import {
  type CookieJar,
  isHere,
  type Pace,
  pause,
  runnerStep,
  type Served,
  servicePlan,
} from '@curbline/simulation';
import { type DemoPerson, DemoRunner, ignoreRefusal } from './demo-runner.js';

/** How often they look at the board. */
const LOOK_MS = 1_200;
/** The most orders one person carries at once. */
const CARRIES = 3;

interface Task extends Served {
  readonly runner: DemoRunner | null;
}

const NEW_TASK: Task = { runner: null, hereSince: null, claimedAt: null };

export class DemoStaff {
  private readonly runners: readonly DemoRunner[];
  private readonly tasks = new Map<string, Task>();
  /** What the simulated customers say at the car. Visitors say nothing. */
  private readonly codes = new Map<string, string>();
  /** They do not come back to what they have handed over: a visitor may recall it and go on. */
  private readonly done = new Set<string>();

  constructor(
    url: string,
    private readonly storeId: string,
    people: readonly DemoPerson[],
    private readonly pace: Pace,
  ) {
    this.runners = people.map((person) => new DemoRunner(url, storeId, person));
  }

  async enrol(manager: CookieJar): Promise<void> {
    for (const runner of this.runners) await runner.enrol(manager);
  }

  /** A simulated customer will say this code. */
  expect(orderId: string, code: string): void {
    this.codes.set(orderId, code);
  }

  async work(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.look(signal).catch(ignoreRefusal);
      await pause(LOOK_MS, signal);
    }
  }

  private async look(signal: AbortSignal): Promise<void> {
    const [first] = this.runners;
    if (!first) return;
    const { cards } = await first.send<BoardSnapshot>('GET', `/v1/stores/${this.storeId}/board`);
    const shown = new Set(cards.map(({ orderId }) => orderId));
    for (const gone of [...this.tasks.keys()].filter((id) => !shown.has(id))) this.forget(gone);
    for (const card of cards) {
      if (signal.aborted) return;
      if (!this.done.has(card.orderId)) await this.attend(card).catch(ignoreRefusal);
    }
  }

  private async attend(card: Card): Promise<void> {
    const { orderId } = card;
    const now = this.pace.elapsedS;
    const known = this.tasks.get(orderId) ?? NEW_TASK;
    const task = { ...known, hereSince: isHere(card) ? (known.hereSince ?? now) : null };
    this.tasks.set(orderId, task);
    const plan = servicePlan(Number.parseInt(orderId.slice(-8), 16), !this.codes.has(orderId));
    const step = runnerStep(card, task, plan, now);
    if (step === 'claim') await this.claim(orderId, task, now);
    if (step === 'hand_over') await this.handOver(orderId, task);
  }

  private async claim(orderId: string, task: Task, now: number): Promise<void> {
    const carried = (runner: DemoRunner): number =>
      [...this.tasks.values()].filter((other) => other.runner === runner).length;
    const [runner] = this.runners.toSorted((a, b) => carried(a) - carried(b));
    if (!runner || carried(runner) >= CARRIES) return;
    await runner.act(orderId, 'claim', {});
    this.tasks.set(orderId, { ...task, runner, claimedAt: now });
  }

  private async handOver(orderId: string, task: Task): Promise<void> {
    const code = this.codes.get(orderId);
    const proof = code ? { proof: 'code', code } : { proof: 'none', reason: 'known_customer' };
    this.done.add(orderId);
    this.tasks.set(orderId, { ...task, runner: null });
    await task.runner?.act(orderId, 'hand-over', proof);
  }

  private forget(orderId: string): void {
    this.tasks.delete(orderId);
    this.codes.delete(orderId);
    this.done.delete(orderId);
  }
}
