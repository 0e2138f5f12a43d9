/** The settings of one screen, kept on it: theme, size of text, volumes. Nothing of a person, nothing of an order. */
import { keep, readKept } from '../ui/device-storage.js';
import type { Sound } from './alarm.js';

export type Theme = 'auto' | 'light' | 'dark';
export type TextSize = 's' | 'm' | 'l';
export type Volumes = Record<Sound, number>;

interface DeviceSettings {
  readonly theme: Theme;
  readonly textSize: TextSize;
  readonly muted: boolean;
  readonly volumes: Volumes;
}

const KEY = 'curbline-board-settings';
const FIRST: DeviceSettings = {
  theme: 'auto',
  textSize: 'm',
  muted: false,
  volumes: { arrived: 0.8, late: 0.9, approaching: 0.5, lost: 0.5 },
};

function read(): DeviceSettings {
  const earlier = readKept<Partial<DeviceSettings>>(KEY);
  return { ...FIRST, ...earlier, volumes: { ...FIRST.volumes, ...earlier?.volumes } };
}

let kept = $state.raw<DeviceSettings>(read());

export const deviceSettings = {
  get current(): DeviceSettings {
    return kept;
  },
  /** Changes some settings, shows them at once and keeps them on this device. */
  change(some: Partial<DeviceSettings>): void {
    kept = { ...kept, ...some };
    this.show();
    keep(KEY, kept);
  },
  /** Puts theme and text size on the page. */
  show(): void {
    const { dataset } = document.documentElement;
    if (kept.theme === 'auto') delete dataset['theme'];
    else dataset['theme'] = kept.theme;
    dataset['text'] = kept.textSize;
  },
};
