/** The attacker, in a process of its own so that its work is not mistaken for the server's slowness. */
import { SeededRandom } from '@curbline/testkit';
import type { LogPosition } from '@curbline/contracts/events';
import { attack, SlowConnections, type Sent, type Target } from './attacker.js';

export interface Order {
  readonly target: Omit<Target, 'head'>;
  readonly head: LogPosition;
  readonly seed: number;
  readonly packets: number;
  readonly perS: number;
  /** Slow connections held meanwhile. */
  readonly slow: number;
}

export interface Outcome {
  readonly sent: Sent;
  readonly slowOpened: number;
  readonly mostSlowHeld: number;
  readonly tookMs: number;
}

/** Whoever ordered the attack says where the log is from time to time. */
export interface News {
  readonly head: LogPosition;
}

process.once('message', (order: Order) => {
  let { head } = order;
  process.on('message', (news: News) => (head = news.head));
  const target = { ...order.target, head: () => head };
  void run(target, order).then((outcome) => process.send?.(outcome, () => process.exit()));
});

async function run(target: Target, { seed, packets, perS, slow }: Order): Promise<Outcome> {
  const startedAt = performance.now();
  const held = new SlowConnections(target, slow);
  let mostSlowHeld = 0;
  const watch = setInterval(() => (mostSlowHeld = Math.max(mostSlowHeld, held.held)), 500);
  const sent = await attack(target, new SeededRandom(seed), { share: 40, perS, packets });
  clearInterval(watch);
  held.end();
  return { sent, slowOpened: held.opened, mostSlowHeld, tookMs: performance.now() - startedAt };
}
