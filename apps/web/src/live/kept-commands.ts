/**
 * Taps that the server has not answered yet, kept on the device so that a reload loses none; never a coordinate. Pages
 * that are open at the same time keep theirs side by side: each replaces only what it has had itself. What one of them
 * finds it sends as well, under the same keys, so it acts once.
 */
import { keep, readKept } from '../ui/device-storage.js';
import type { KeyedCommand } from './command-queue.js';

export class KeptCommands<Command extends KeyedCommand> {
  /** The keys of all taps that this page has had: what it no longer has is done. */
  private readonly own = new Set<string>();

  /** @param place the name under which the device keeps them. */
  constructor(
    private readonly place: string,
    private readonly storageOf?: () => Storage,
  ) {}

  /** What earlier pages left, and others that are open. */
  take(): readonly Command[] {
    const kept = this.read();
    for (const { key } of kept) this.own.add(key);
    return kept;
  }

  keep(commands: readonly Command[]): void {
    for (const { key } of commands) this.own.add(key);
    const all = [...this.read().filter(({ key }) => !this.own.has(key)), ...commands];
    keep(this.place, all.length > 0 ? all : undefined, this.storageOf);
  }

  private read(): readonly Command[] {
    const kept = readKept<unknown>(this.place, this.storageOf);
    return Array.isArray(kept) ? (kept as Command[]).filter((tap) => typeof tap?.key === 'string') : [];
  }
}
