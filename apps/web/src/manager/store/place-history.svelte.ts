/** The steps in which a store's place was drawn, to be taken back and done again. */
import type { DrawnPlace } from './map/place-features.js';

/** What is kept of an outline of 500 corners and 200 bays this often is a few megabytes. */
const MOST_STEPS = 100;

export class PlaceHistory {
  /** As JSON, so that steps that change nothing are none. */
  private steps = $state.raw<readonly string[]>([]);
  private at = $state(-1);

  get canUndo(): boolean {
    return this.at > 0;
  }
  get canRedo(): boolean {
    return this.at < this.steps.length - 1;
  }

  /** The place as it is after a step, whoever took it. Steps that were taken back before are forgotten. */
  note({ premises, entrance, bays }: DrawnPlace): void {
    const step = JSON.stringify({ premises, entrance, bays });
    if (step === this.steps[this.at]) return;
    this.steps = [...this.steps.slice(0, this.at + 1), step].slice(-MOST_STEPS);
    this.at = this.steps.length - 1;
  }

  /** @returns the place one step before; undefined when there is none. */
  undo(): DrawnPlace | undefined {
    return this.canUndo ? this.goTo(this.at - 1) : undefined;
  }
  redo(): DrawnPlace | undefined {
    return this.canRedo ? this.goTo(this.at + 1) : undefined;
  }

  private goTo(step: number): DrawnPlace {
    this.at = step;
    return JSON.parse(this.steps[step] ?? '') as DrawnPlace;
  }
}
