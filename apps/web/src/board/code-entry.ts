/**
 * What keys make of the four characters of a hand-over code. A scanner types too, much faster than a person: its keys
 * are told apart by their pace, and its whole scan comes with its Enter.
 */
const LENGTH = 4;
/** A scanner's Enter comes within this, and says that the four signs were a scan. */
const SCAN_ENDS_WITHIN_MS = 120;

export interface CodeEntryListener {
  changed(code: string): void;
  /** The fourth character was typed, and no scan has begun with these. */
  complete(code: string): void;
}

export class CodeEntry {
  private code = '';
  private completing: ReturnType<typeof setTimeout> | undefined;
  /** Until when fast keys belong to a scan that is longer than a code; on the clock of the events, ms. */
  private longScanUntil = 0;

  constructor(private readonly listener: CodeEntryListener) {}

  /** Adds what was typed or pasted. @param waitMs how long a complete code waits for more keys. */
  type(text: string, waitMs = 0): void {
    this.change(
      (this.code + text)
        .toUpperCase()
        .replace(/[^A-Z0-9]/g, '')
        .slice(0, LENGTH),
    );
    this.cancel();
    if (this.code.length < LENGTH) return;
    this.completing = setTimeout(() => {
      this.cancel();
      this.listener.complete(this.code);
    }, waitMs);
  }

  /** Five keys in a row at a scanner's pace are no code that is typed. */
  typeKey({ key, timeStamp }: KeyboardEvent): void {
    const more = this.code.length === LENGTH && this.completing !== undefined;
    if (timeStamp >= this.longScanUntil && !more) return this.type(key, SCAN_ENDS_WITHIN_MS);
    this.longScanUntil = timeStamp + SCAN_ENDS_WITHIN_MS;
    this.cancel();
    this.change('');
  }

  delete(): void {
    this.change(this.code.slice(0, -1));
  }

  clear(): void {
    this.change('');
  }

  /** A complete code is not sent any more. */
  cancel(): void {
    clearTimeout(this.completing);
    this.completing = undefined;
  }

  private change(code: string): void {
    this.code = code;
    this.listener.changed(code);
  }
}
