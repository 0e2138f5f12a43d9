import { describe, expect, it } from 'vitest';
import { nextSound, quiet, type AlarmMemory, type AlarmScene, type Sound } from './alarm.js';

const scene = (over: Partial<AlarmScene> = {}): AlarmScene => ({
  now: 0,
  calling: [],
  approaching: [],
  serving: false,
  offline: false,
  ...over,
});

/** Plays one scene a second and gives back what was heard, with the second. */
function heard(seconds: number, at: (s: number) => Partial<AlarmScene>): [number, Sound][] {
  let memory: AlarmMemory = quiet(scene(at(0)));
  const sounds: [number, Sound][] = [];
  for (let s = 0; s <= seconds; s += 1) {
    const played = nextSound(memory, scene({ ...at(s), now: s * 1000 }));
    memory = played.memory;
    if (played.sound) sounds.push([s, played.sound]);
  }
  return sounds;
}
const one = (pastGoal = false) => [{ orderId: 'a', pastGoal }];

describe('somebody here', () => {
  it('is called at once and every 20 s, until claimed', () => {
    expect(heard(70, (s) => ({ calling: s < 45 ? one() : [] }))).toEqual([
      [0, 'arrived'],
      [20, 'arrived'],
      [40, 'arrived'],
    ]);
  });

  it('past the goal sounds another chime, each minute, between the ordinary ones', () => {
    expect(heard(90, () => ({ calling: one(true) }))).toEqual([
      [0, 'late'],
      [20, 'arrived'],
      [40, 'arrived'],
      [60, 'late'],
      [80, 'arrived'],
    ]);
  });

  it('else is called without waiting for the 20 s of the first', () => {
    const two = [...one(), { orderId: 'b', pastGoal: false }];
    expect(heard(10, (s) => ({ calling: s < 5 ? one() : two }))).toEqual([
      [0, 'arrived'],
      [5, 'arrived'],
    ]);
  });

  it('released again rings again', () => {
    expect(heard(12, (s) => ({ calling: s < 3 || s > 9 ? one() : [] }))).toEqual([
      [0, 'arrived'],
      [10, 'arrived'],
    ]);
  });

  it('does not nag whoever is serving already, before the goal', () => {
    expect(heard(130, (s) => ({ serving: true, calling: one(s >= 120) }))).toEqual([[120, 'late']]);
  });
});

it('somebody approaching gets one soft note, none for those known at the start', () => {
  expect(heard(30, (s) => ({ approaching: s < 5 ? ['a'] : ['a', 'b'] }))).toEqual([[5, 'approaching']]);
});

it('plays one low tone when the connection is lost', () => {
  expect(heard(30, (s) => ({ offline: s > 3 }))).toEqual([[4, 'lost']]);
});
