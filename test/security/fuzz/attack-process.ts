/** The attacker, in a process of its own so that its work is not mistaken for the server's slowness. */
import { SeededRandom } from '@curbline/testkit';
import { attack, SlowConnections, type Sent, type Target } from './attacker.js';

export interface Order {
  readonly target: Target;
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

process.once('message', (order: Order) => {
  void run(order).then((outcome) => process.send?.(outcome, () => process.exit()));
});

async function run({ target, seed, packets, perS, slow }: Order): Promise<Outcome> {
  const startedAt = performance.now();
  const held = new SlowConnections(target, slow);
  let mostSlowHeld = 0;
  const watch = setInterval(() => (mostSlowHeld = Math.max(mostSlowHeld, held.held)), 500);
  const sent = await attack(target, new SeededRandom(seed), { share: 40, perS, packets });
  clearInterval(watch);
  held.end();
  return { sent, slowOpened: held.opened, mostSlowHeld, tookMs: performance.now() - startedAt };
}
