/** Short messages on the board: one toast at a time, and the text that screen readers announce. */
import { m } from '../messages/generated/messages.js';
import type { BoardModel, BoardNotice } from './board-model.svelte.js';
import { refusalWords } from './words.js';

/** How long a hand-over can be undone on this device; afterwards there is Recall. */
export const UNDO_MS = 8_000;

export interface Toast {
  readonly id: number;
  readonly text: string;
  readonly tone: 'done' | 'refused';
  /** Present while the toast can take its cause back. */
  readonly undo: (() => void) | null;
}

export class Toasts {
  toast = $state.raw<Toast | null>(null);
  spoken = $state('');

  private count = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  take(notice: BoardNotice, model: BoardModel): void {
    switch (notice.kind) {
      case 'handed_over': {
        const name = notice.card.customerName;
        const text = notice.queued ? m.board_toast_queued({ name }) : m.board_toast_handed_over({ name });
        return this.show(text, 'done', () => model.commands.undo(notice));
      }
      case 'refused':
        return this.show(refusalWords(notice.problem, notice.card, model.now), 'refused', null);
      case 'dropped':
        return this.show(m.board_dropped({ count: notice.count }), 'refused', null);
      case 'arrived': {
        const { customerName, shortCode, bay } = notice.card;
        const name = customerName || shortCode;
        const place = bay === null ? m.board_no_bay() : m.board_announce_bay({ bay });
        this.spoken = m.board_announce_arrived({ name, place });
      }
    }
  }

  say(text: string): void {
    this.show(text, 'refused', null);
  }

  dismiss(): void {
    clearTimeout(this.timer);
    this.toast = null;
  }

  private show(text: string, tone: Toast['tone'], undo: Toast['undo']): void {
    clearTimeout(this.timer);
    this.count += 1;
    this.toast = { id: this.count, text, tone, undo };
    this.timer = setTimeout(() => (this.toast = null), UNDO_MS);
  }
}
