/**
 * Secrets that are shown once and that nobody has saved, copied or noted yet. Whoever is about to leave them, by the
 * page's own navigation, by another change or by the browser's, is asked first.
 */
import { m } from '../messages/generated/messages.js';

export class ShownOnce {
  private held = 0;

  /** @param ask whether to leave all the same */
  constructor(private readonly ask: () => boolean) {}

  /** @returns what releases it; an effect's clean-up, so that a secret that is no longer shown holds nobody */
  readonly hold = (): (() => void) => {
    this.held += 1;
    return () => {
      this.held -= 1;
    };
  };

  get isHeld(): boolean {
    return this.held > 0;
  }

  /** Asks, if there is something to lose. */
  mayLeave(): boolean {
    return !this.isHeld || this.ask();
  }
}

export const shownOnce = new ShownOnce(() => confirm(m.manager_leave_secrets()));
