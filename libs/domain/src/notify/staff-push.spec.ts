import { describe, expect, it } from 'vitest';
import { splitWait, waitLevel } from '../wait/index.js';
import {
  decideStaffPush,
  isUntilTaken,
  mayCalmStaff,
  needlessForStaff,
  type PromisedWait,
  sparesWhoServes,
  STAFF_KINDS,
  type StaffEvent,
  staffPushText,
} from './staff-push.js';

const NOW = Date.parse('2026-03-11T17:00:00Z');
const MINUTE = 60_000;
const WAIT = { leadMs: 5 * MINUTE, goalMs: 2 * MINUTE, promiseMs: 5 * MINUTE };
const ARRIVED: StaffEvent = {
  type: 'trip_arrived',
  tripId: 'trip-1',
  recordedAt: NOW,
  tripState: 'arrived',
  arrivedAt: NOW - 2_000,
  windowFrom: null,
  firstSignAt: NOW - 20 * MINUTE,
  isClaimed: false,
  isInCompartment: false,
  corrections: 0,
};
const DEVICES = [
  { id: 'a', isLead: false },
  { id: 'b', isLead: true },
];

describe('a customer whose order lies in a compartment', () => {
  it('is nobody’s to serve: nothing is told, and what was to be told is needless once it lies there', () => {
    const there = { ...ARRIVED, isInCompartment: true };
    expect(decideStaffPush(there, WAIT, DEVICES, NOW)).toEqual([]);
    expect(mayCalmStaff('locker_assigned')).toBe(true);
    expect(needlessForStaff({ ...there, type: 'locker_assigned' })).toEqual(STAFF_KINDS);
    expect(needlessForStaff({ ...ARRIVED, type: 'locker_assigned' })).toEqual([]);
  });
});

describe('an arrival', () => {
  it('is told to every device after 10 s, past the goal each minute, and to the lead when it becomes critical', () => {
    const plan = decideStaffPush(ARRIVED, WAIT, DEVICES, NOW);
    expect(plan.filter(({ kind }) => kind !== 'past_goal')).toEqual([
      {
        kind: 'arrival_waiting',
        deviceId: 'a',
        key: 'arrival_waiting:trip-1:0:a',
        waitedMs: null,
        dueAt: NOW + 10_000,
        expiresAt: NOW + 10_000 + 5 * MINUTE,
      },
      expect.objectContaining({ kind: 'arrival_waiting', deviceId: 'b' }),
      expect.objectContaining({
        kind: 'wait_critical',
        deviceId: 'b',
        waitedMs: 5 * MINUTE,
        dueAt: NOW - 2_000 + 5 * MINUTE,
      }),
    ]);
    const pastGoal = plan.filter(({ kind }) => kind === 'past_goal');
    expect(pastGoal.map(({ deviceId, key }) => `${deviceId} ${key}`)).toEqual(
      [0, 1, 2].flatMap((time) => ['a', 'b'].map((id) => `${id} past_goal:trip-1:0:${time}:${id}`)),
    );
    const [first, , second] = pastGoal;
    expect(first).toMatchObject({ waitedMs: 2 * MINUTE, dueAt: NOW - 2_000 + 2 * MINUTE });
    // It is gone when the next one comes.
    expect(second).toMatchObject({ waitedMs: 3 * MINUTE, dueAt: first?.expiresAt });
  });

  it.each([
    ['that the store promises no more than its goal', { goalMs: 2 * MINUTE, promiseMs: 2 * MINUTE }, [2]],
    ['that its goal is beyond what it promises', { goalMs: 6 * MINUTE, promiseMs: 5 * MINUTE }, [6]],
    ['that it begins within a minute', { goalMs: 30_000, promiseMs: 100_000 }, [0.5, 1.5]],
    ['that it is no minute’s multiple', { goalMs: 150_000, promiseMs: 240_000 }, [2.5, 3.5]],
    ['that the store promises an hour', { goalMs: 2 * MINUTE, promiseMs: 60 * MINUTE }, [2, 3, 4, 5, 6]],
  ])('past the goal is said once at least and five times at most, be it %s', (_, parts, minutes) => {
    const wait: PromisedWait = { ...WAIT, ...parts };
    const plan = decideStaffPush(ARRIVED, wait, DEVICES.slice(0, 1), NOW);
    expect(plan.filter(({ kind }) => kind === 'past_goal').map(({ waitedMs }) => waitedMs! / MINUTE)).toEqual(
      minutes,
    );
  });

  it('is told to all when it becomes critical and no lead is signed in', () => {
    const plan = decideStaffPush(ARRIVED, WAIT, [DEVICES[0]!, { id: 'c', isLead: false }], NOW);
    expect(plan.filter(({ kind }) => kind === 'wait_critical').map(({ deviceId }) => deviceId)).toEqual([
      'a',
      'c',
    ]);
  });

  it('has the same keys when it is confirmed, and others after a correction', () => {
    const keys = (event: StaffEvent) => decideStaffPush(event, WAIT, DEVICES, NOW).map(({ key }) => key);
    expect(keys({ ...ARRIVED, type: 'arrival_confirmed' })).toEqual(keys(ARRIVED));
    expect(new Set([...keys(ARRIVED), ...keys({ ...ARRIVED, corrections: 1 })]).size).toBe(18);
  });

  it.each([
    ['only claimed by a tap from far away', { arrivedAt: null }],
    ['over already', { tripState: 'departed' }],
    ['read again two days later', { recordedAt: NOW - 2_880 * MINUTE, arrivedAt: NOW - 2_880 * MINUTE }],
    ['another event', { type: 'trip_approaching' }],
  ] as const)('is told to nobody when it is %s', (_, parts) => {
    expect(decideStaffPush({ ...ARRIVED, ...parts }, WAIT, DEVICES, NOW)).toEqual([]);
  });

  it('that is read too late is planned as expired', () => {
    const hourAgo = { recordedAt: NOW - 60 * MINUTE, arrivedAt: NOW - 60 * MINUTE };
    const plan = decideStaffPush({ ...ARRIVED, ...hourAgo }, WAIT, DEVICES, NOW);
    expect(new Set(plan.map(({ kind }) => kind))).toEqual(new Set(STAFF_KINDS));
    expect(plan.every(({ expiresAt }) => expiresAt <= NOW)).toBe(true);
  });

  it('of an order that somebody has taken already becomes long all the same: they may turn back', () => {
    const plan = decideStaffPush({ ...ARRIVED, isClaimed: true }, WAIT, DEVICES, NOW);
    expect(new Set(plan.map(({ kind }) => kind))).toEqual(new Set(['past_goal', 'wait_critical']));
  });

  it.each([
    ['in time', {}],
    ['early', { windowFrom: NOW + 7 * MINUTE }],
    ['at short notice', { firstSignAt: NOW - MINUTE }],
    ['without any sign before', { firstSignAt: null }],
    ['early and at short notice', { windowFrom: NOW + MINUTE, firstSignAt: NOW }],
  ])('%s is past the goal and critical when the board shows it so', (_, parts) => {
    const event = { ...ARRIVED, ...parts };
    const arrivedAt = event.arrivedAt!;
    const plan = decideStaffPush(event, WAIT, DEVICES, NOW);
    const levelsAt = (wanted: string): string[] => {
      const { dueAt } = plan.find(({ kind }) => kind === wanted)!;
      return [level(dueAt - 1), level(dueAt)];
    };
    const level = (endedAt: number) =>
      waitLevel(splitWait({ ...event, arrivedAt, endedAt, leadMs: WAIT.leadMs }).storeMs, 120, 300);
    expect(levelsAt('past_goal')).toEqual(['watch', 'late']);
    expect(levelsAt('wait_critical')).toEqual(['late', 'critical']);
  });
});

describe('what was still to be said', () => {
  it.each([
    ['a claim', 'order_claimed', 'arrived', ['arrival_waiting']],
    ['the first of two orders handed over', 'order_handed_over', 'arrived', []],
    ['the last one handed over', 'order_handed_over', 'completed', STAFF_KINDS],
    ['a departure', 'trip_departed', 'departed', STAFF_KINDS],
  ])('is needless after %s', (_, type, tripState, kinds) => {
    expect(needlessForStaff({ ...ARRIVED, type, tripState })).toEqual(kinds);
  });
});

it.each([
  // A claim silences every device, whoever serves hears of the next customer only past the goal: as the board sounds.
  ['arrival_waiting', true, false],
  ['past_goal', false, true],
  ['wait_critical', false, false],
  ['order_ready', false, false],
])('%s spares who serves somebody: %s; is said until it is taken: %s', (kind, spares, untilTaken) => {
  expect([sparesWhoServes(kind), isUntilTaken(kind)]).toEqual([spares, untilTaken]);
});

it('is said with code and bay, and without a name', () => {
  const facts = { code: 'K7M', bay: '4', place: 'bay', waitedMs: 5 * MINUTE } as const;
  const atCounter = { ...facts, bay: 'C2', place: 'counter' } as const;
  expect(staffPushText('arrival_waiting', 'fr', atCounter).body).toContain('Comptoir C2. ');
  expect(staffPushText('arrival_waiting', 'en', atCounter).body).toContain('Counter C2. ');
  expect(staffPushText('arrival_waiting', 'fr', facts)).toEqual({
    subject: 'Client arrivé\u00a0: K7M',
    body: 'Place 4. Personne ne s’en occupe encore.',
  });
  expect(staffPushText('past_goal', 'fr', facts)).toEqual({
    subject: 'Toujours en attente\u00a0: K7M',
    body: 'Place 4. Le client attend depuis plus de 5\u00a0min et personne ne s’en occupe.',
  });
  expect(staffPushText('past_goal', 'en', facts)).toEqual({
    subject: 'Still waiting: K7M',
    body: 'Bay 4. The customer has waited for more than 5 min and nobody is on it.',
  });
  expect(staffPushText('past_goal', 'en', { ...facts, waitedMs: 90_000 }).body).toContain('than 1 min');
  expect(staffPushText('past_goal', 'fr', { ...facts, waitedMs: 30_000 }).body).toContain('de 30\u00a0s et');
  expect(staffPushText('wait_critical', 'en', { ...facts, bay: null })).toEqual({
    subject: 'Waiting too long: K7M',
    body: 'The customer has waited for more than 5 min.',
  });
});
