/**
 * The server asks for a proof of who is signed in before some changes. Whoever sends a change asks here and
 * waits; the dialog answers. Several changes at once wait for the same proof.
 */
class Proof {
  /** The dialog is open while this is true. */
  asked = $state(false);
  private answer: ((given: boolean) => void) | undefined;
  private waiting: Promise<boolean> | undefined;

  /** @returns false when the person closed the dialog. */
  ask(): Promise<boolean> {
    this.waiting ??= new Promise((resolve) => {
      this.answer = resolve;
      this.asked = true;
    });
    return this.waiting;
  }

  /** For the dialog: given, or refused. */
  close(given: boolean): void {
    this.asked = false;
    this.answer?.(given);
    this.answer = undefined;
    this.waiting = undefined;
  }
}

export const proof = new Proof();
