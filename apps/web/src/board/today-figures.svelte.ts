/** The five figures on a board: counted by the server, fetched when they may have moved and now and then. */
import type { FiveFigures } from '@curbline/contracts/http';
import { readFigures } from '../live/board-api.js';

const EVERY_MS = 30_000;
/** Several events often change the figures together: they are fetched once for all of them. */
const AFTER_NEWS_MS = 800;
/** Changed settings are shown within two seconds, with the figures or before them. */
const WITH_SETTINGS_MS = 1_000;

export class TodayFigures {
  figures = $state.raw<FiveFigures | null>(null);
  private dueAt = 0;

  constructor(private readonly storeId: string) {}

  /** Those of a snapshot. */
  take(figures: FiveFigures): void {
    this.figures = figures;
    this.dueAt = performance.now() + EVERY_MS;
  }

  /** Something happened that the figures count. */
  moved(): void {
    this.dueAt = Math.min(this.dueAt, performance.now() + AFTER_NEWS_MS);
  }

  /** At each tick of a live board. */
  async tick(): Promise<void> {
    if (performance.now() < this.dueAt) return;
    this.dueAt = performance.now() + EVERY_MS;
    const answer = await readFigures(this.storeId);
    if (answer.ok) this.figures = answer.value;
  }

  /** Runs `show` together with figures by the changed settings, or without them if they take too long. */
  async withChangedSettings(show: () => void): Promise<void> {
    const moment = new Promise<null>((resolve) => setTimeout(() => resolve(null), WITH_SETTINGS_MS));
    const answer = await Promise.race([readFigures(this.storeId), moment]);
    if (answer?.ok) this.figures = answer.value;
    else this.moved();
    show();
  }
}
