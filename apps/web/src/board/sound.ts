/**
 * The board's four sounds, made by the browser itself: no file to load, nothing to license. Browsers stay
 * mute until somebody touches the page, so the sound is opened by the tap that starts the board.
 */
import type { Sound } from './alarm.js';

interface Note {
  readonly hz: number;
  readonly atS: number;
  readonly forS: number;
  readonly gain: number;
}

const NOTES: Record<Sound, readonly Note[]> = {
  // Two notes up, like a doorbell: a customer has arrived.
  arrived: [
    { hz: 659, atS: 0, forS: 0.5, gain: 0.7 },
    { hz: 988, atS: 0.22, forS: 0.9, gain: 0.7 },
  ],
  // The same bell, twice and falling: too long already.
  late: [
    { hz: 988, atS: 0, forS: 0.3, gain: 0.9 },
    { hz: 740, atS: 0.2, forS: 0.4, gain: 0.9 },
    { hz: 988, atS: 0.55, forS: 0.3, gain: 0.9 },
    { hz: 740, atS: 0.75, forS: 0.7, gain: 0.9 },
  ],
  approaching: [{ hz: 523, atS: 0, forS: 0.7, gain: 0.3 }],
  lost: [{ hz: 165, atS: 0, forS: 0.9, gain: 0.6 }],
};

export class Bell {
  private context: AudioContext | null = null;

  /** Whether sounds can be heard, as far as the browser lets them. */
  get open(): boolean {
    return this.context?.state === 'running';
  }

  /** To be called from a tap; false where the browser still refuses, or has no audio. */
  async unlock(): Promise<boolean> {
    try {
      this.context ??= new AudioContext();
      if (this.context.state !== 'running') await this.context.resume();
    } catch {
      return false;
    }
    return this.open;
  }

  /** @param volume 0 to 1. */
  play(sound: Sound, volume: number): void {
    const { context } = this;
    if (!context || !this.open || volume <= 0) return;
    for (const { hz, atS, forS, gain } of NOTES[sound]) {
      const startAt = context.currentTime + atS;
      const oscillator = new OscillatorNode(context, { type: 'triangle', frequency: hz });
      const envelope = new GainNode(context, { gain: 0 });
      envelope.gain.setValueAtTime(0, startAt);
      envelope.gain.linearRampToValueAtTime(gain * volume, startAt + 0.015);
      envelope.gain.exponentialRampToValueAtTime(0.001, startAt + forS);
      oscillator.connect(envelope).connect(context.destination);
      oscillator.start(startAt);
      oscillator.stop(startAt + forS + 0.05);
    }
    if (sound !== 'approaching' && 'vibrate' in navigator) navigator.vibrate([120, 80, 120]);
  }
}
