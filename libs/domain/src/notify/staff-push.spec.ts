import { describe, expect, it } from 'vitest';
import { splitWait, waitLevel } from '../wait/index.js';
import { decideStaffPush, needlessForStaff, type StaffEvent, staffPushText } from './staff-push.js';

const NOW = Date.parse('2026-03-11T17:00:00Z');
const MINUTE = 60_000;
const WAIT = { leadMs: 5 * MINUTE, promiseMs: 5 * MINUTE };
const ARRIVED: StaffEvent = {
  type: 'trip_arrived',
  tripId: 'trip-1',
  recordedAt: NOW,
  tripState: 'arrived',
  arrivedAt: NOW - 2_000,
  windowFrom: null,
  firstSignAt: NOW - 20 * MINUTE,
  isClaimed: false,
  corrections: 0,
};
const DEVICES = [
  { id: 'a', isLead: false },
  { id: 'b', isLead: true },
];

describe('an arrival', () => {
  it('is told to every device after 10 s, and to the lead when it becomes critical', () => {
    expect(decideStaffPush(ARRIVED, WAIT, DEVICES, NOW)).toEqual([
      {
        kind: 'arrival_waiting',
        deviceId: 'a',
        key: 'arrival_waiting:trip-1:0:a',
        dueAt: NOW + 10_000,
        expiresAt: NOW + 10_000 + 5 * MINUTE,
      },
      expect.objectContaining({ kind: 'arrival_waiting', deviceId: 'b' }),
      expect.objectContaining({ kind: 'wait_critical', deviceId: 'b', dueAt: NOW - 2_000 + 5 * MINUTE }),
    ]);
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
    expect(new Set([...keys(ARRIVED), ...keys({ ...ARRIVED, corrections: 1 })]).size).toBe(6);
  });

  it.each([
    ['only claimed by a tap from far away', { arrivedAt: null }],
    ['over already', { tripState: 'departed' }],
    ['read again an hour later', { recordedAt: NOW - 60 * MINUTE, arrivedAt: NOW - 60 * MINUTE }],
    ['another event', { type: 'trip_approaching' }],
  ] as const)('is told to nobody when it is %s', (_, parts) => {
    expect(decideStaffPush({ ...ARRIVED, ...parts }, WAIT, DEVICES, NOW)).toEqual([]);
  });

  it('of an order that somebody has taken already becomes critical all the same', () => {
    const plan = decideStaffPush({ ...ARRIVED, isClaimed: true }, WAIT, DEVICES, NOW);
    expect(plan.map(({ kind }) => kind)).toEqual(['wait_critical']);
  });

  it.each([
    ['in time', {}],
    ['early', { windowFrom: NOW + 7 * MINUTE }],
    ['at short notice', { firstSignAt: NOW - MINUTE }],
    ['without any sign before', { firstSignAt: null }],
    ['early and at short notice', { windowFrom: NOW + MINUTE, firstSignAt: NOW }],
  ])('%s is critical when the board shows it as critical', (_, parts) => {
    const event = { ...ARRIVED, ...parts };
    const arrivedAt = event.arrivedAt!;
    const { dueAt } = decideStaffPush(event, WAIT, DEVICES, NOW).at(-1)!;
    const level = (endedAt: number) =>
      waitLevel(splitWait({ ...event, arrivedAt, endedAt, leadMs: WAIT.leadMs }).storeMs, 120, 300);
    expect([level(dueAt - 1), level(dueAt)]).toEqual(['late', 'critical']);
  });
});

describe('what was still to be said', () => {
  it.each([
    ['a claim', 'order_claimed', 'arrived', ['arrival_waiting']],
    ['the first of two orders handed over', 'order_handed_over', 'arrived', []],
    ['the last one handed over', 'order_handed_over', 'completed', ['arrival_waiting', 'wait_critical']],
    ['a departure', 'trip_departed', 'departed', ['arrival_waiting', 'wait_critical']],
  ])('is needless after %s', (_, type, tripState, kinds) => {
    expect(needlessForStaff({ ...ARRIVED, type, tripState })).toEqual(kinds);
  });
});

it('is said with code and bay, and without a name', () => {
  const facts = { code: 'K7M', bay: '4', minutes: 5 };
  expect(staffPushText('arrival_waiting', 'fr', facts)).toEqual({
    subject: 'Client arrivé\u00a0: K7M',
    body: 'Place 4. Personne ne s’en occupe encore.',
  });
  expect(staffPushText('wait_critical', 'en', { ...facts, bay: null })).toEqual({
    subject: 'Waiting too long: K7M',
    body: 'The customer has waited for more than 5 min.',
  });
});
