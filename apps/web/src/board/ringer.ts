/** Plays the sounds that the alarm decides on, at this device's volume. */
import { inCompartmentSince } from '@curbline/domain/service';
import { nextSound, quiet, type AlarmMemory, type AlarmScene } from './alarm.js';
import type { BoardRow, BoardView, StaffMember } from './board-view.js';
import { deviceSettings } from './device-settings.svelte.js';
import type { Bell } from './sound.js';

export class Ringer {
  private memory: AlarmMemory | null = null;

  constructor(private readonly bell: Bell) {}

  /** To be called often; most calls make no sound. */
  ring(view: BoardView, moment: { now: number; me: StaffMember | null; offline: boolean }): void {
    const { here, arriving } = view.columns;
    const mine = ({ card }: BoardRow): boolean =>
      moment.me !== null && card.order.claimedBy?.staffId === moment.me.staffId;
    const scene: AlarmScene = {
      now: moment.now,
      calling: here
        .filter(
          ({ card: { order, service, locker } }) =>
            order.claimedBy === null && inCompartmentSince(service, locker) === null,
        )
        .map(({ card, level }) => ({
          orderId: card.orderId,
          pastGoal: level === 'late' || level === 'critical',
        })),
      approaching: arriving.map(({ card }) => card.orderId),
      serving: here.some(mine),
      offline: moment.offline,
    };
    const { memory, sound } = nextSound(this.memory ?? quiet(scene), scene);
    this.memory = memory;
    const { muted, volumes } = deviceSettings.current;
    if (sound && !muted) this.bell.play(sound, volumes[sound]);
  }
}
