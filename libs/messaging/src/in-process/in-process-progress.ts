import type { Progress } from '@curbline/contracts/events';
import { ProgressBus } from '../progress-bus.js';
import { LatestProgress } from './latest-progress.js';

type Eta = NonNullable<Progress['eta']>;

/** Progress within one process. When a trip has several values in one turn of the event loop, only the last is delivered. */
export class InProcessProgress extends ProgressBus {
  private readonly watchers = new Map<string, Set<(progress: Progress) => void>>();
  private readonly latestProgress = new LatestProgress();
  private readonly thisTurn = new Map<string, Progress>();

  override publish(progress: Progress): void {
    const copy = copyOf(progress);
    this.latestProgress.set(copy);
    if (this.thisTurn.size === 0) setImmediate(() => this.deliver());
    this.thisTurn.set(copy.tripId, copy);
  }

  override watch(storeId: string, listener: (progress: Progress) => void): () => void {
    const watchers = this.watchers.get(storeId) ?? new Set();
    this.watchers.set(storeId, watchers.add(listener));
    return () => {
      watchers.delete(listener);
      if (watchers.size === 0 && this.watchers.get(storeId) === watchers) this.watchers.delete(storeId);
    };
  }

  override async latest(storeId: string, tripIds: Iterable<string>): Promise<Progress[]> {
    const found = [...tripIds].flatMap((tripId) => this.latestProgress.get(tripId) ?? []);
    return found.filter((progress) => progress.storeId === storeId);
  }

  override async close(): Promise<void> {
    this.watchers.clear();
  }

  private deliver(): void {
    const values = [...this.thisTurn.values()];
    this.thisTurn.clear();
    for (const value of values) {
      for (const listener of [...(this.watchers.get(value.storeId) ?? [])]) listener(value);
    }
  }
}

/**
 * Copies only the fields of the schema, so that coordinates cannot pass. The value comes from this program, so it is not
 * validated: the schema would cost more than everything else between the decision and the boards.
 */
function copyOf(progress: Progress): Progress {
  const { storeId, tripId, at, lastSeenAt, eta, band, signalLost, probablyHere, doubts } = progress;
  const copied = { storeId, tripId, at, lastSeenAt, band, signalLost, probablyHere };
  return { ...copied, eta: eta && etaOf(eta), ...(doubts && { doubts: [...doubts] }) };
}

function etaOf({ seconds, lowSeconds, highSeconds, source }: Eta): Eta {
  return { seconds, lowSeconds, highSeconds, source };
}
