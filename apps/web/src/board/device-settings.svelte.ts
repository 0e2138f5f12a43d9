/** What a screen keeps for itself: theme, size of text, volumes. Nothing of a person, nothing of an order. */
import type { Sound } from './alarm.js';

export type Theme = 'auto' | 'light' | 'dark';
export type TextSize = 's' | 'm' | 'l';
export type Volumes = Record<Sound, number>;

interface Kept {
  readonly theme: Theme;
  readonly textSize: TextSize;
  readonly muted: boolean;
  readonly volumes: Volumes;
}

const KEY = 'curbline-board-settings';
const FIRST: Kept = {
  theme: 'auto',
  textSize: 'm',
  muted: false,
  volumes: { arrived: 0.8, late: 0.9, approaching: 0.5, lost: 0.5 },
};

function read(): Kept {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Kept>;
    return { ...FIRST, ...kept, volumes: { ...FIRST.volumes, ...kept.volumes } };
  } catch {
    return FIRST;
  }
}

let kept = $state.raw<Kept>(read());

export const deviceSettings = {
  get current(): Kept {
    return kept;
  },
  /** Changes some settings, shows them at once and keeps them on this device. */
  change(some: Partial<Kept>): void {
    kept = { ...kept, ...some };
    this.show();
    try {
      localStorage.setItem(KEY, JSON.stringify(kept));
    } catch {
      // Storage forbidden: kept as long as the page is open.
    }
  },
  /** Puts theme and text size on the page. */
  show(): void {
    const { dataset } = document.documentElement;
    if (kept.theme === 'auto') delete dataset['theme'];
    else dataset['theme'] = kept.theme;
    dataset['text'] = kept.textSize;
  },
};
