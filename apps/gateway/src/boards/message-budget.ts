/** A board sends a probe now and then. One that sends a hundred messages a minute is no board. */
const MESSAGES_A_MINUTE = 100;

export class MessageBudget {
  private spent = 0;
  private since = performance.now();

  constructor(private readonly onOverdrawn: () => void) {}

  /** For `socket.use`: passes the message on, or not. */
  readonly middleware = (_event: unknown, next: () => void): void => {
    const now = performance.now();
    if (now - this.since >= 60_000) [this.since, this.spent] = [now, 0];
    this.spent += 1;
    if (this.spent > MESSAGES_A_MINUTE) this.onOverdrawn();
    else next();
  };
}
