import { describe, expect, it } from 'vitest';
import { checkMessages } from './check-messages.js';
import type { MessageLine, Row, Taken } from './message-history.js';

const FRAME = { at: 0, shape: 'messages', seed: 1 } as const;
const taken = (parts: Partial<Taken> = {}): Taken => ({
  t: 'taken',
  at: 1,
  channel: 'sms',
  to: 'zoe',
  says: 'ready',
  ...parts,
});
const row = (parts: Partial<Row> = {}): Row => ({
  t: 'row',
  store: 'lyon',
  key: 'order_ready:1',
  channel: 'sms',
  to: 'zoe',
  state: 'sent',
  reason: null,
  isLater: false,
  ...parts,
});
const due: MessageLine = { t: 'due', store: 'lyon', key: 'order_ready:1', channels: ['sms'] };
const hookDue: MessageLine = { t: 'hook due', id: 'evt_1', type: 'order.ready', store: 'lyon', seq: 4 };
const hooked = (says = 'it is ready', id = 'evt_1'): MessageLine => ({ t: 'hooked', at: 1, id, says });
const hookRow: MessageLine = { t: 'hook row', id: 'evt_1', state: 'delivered' };

const breaches = (...lines: readonly MessageLine[]): readonly string[] =>
  checkMessages([{ t: 'begin', ...FRAME }, ...lines, { t: 'end', ...FRAME }]).breaches;

describe('a run over messages', () => {
  it.each<[string, MessageLine[]]>([
    ['each was sent and came', [due, row(), taken()]],
    [
      'one was interrupted and came all the same',
      [due, row({ state: 'unknown', reason: 'interrupted' }), taken()],
    ],
    ['one was interrupted and never came', [due, row({ state: 'unknown', reason: 'interrupted' })]],
    ['the customer had seen it', [due, row({ state: 'not_needed' })]],
    ['its next way waits for its time', [due, row({ state: 'waiting', isLater: true })]],
    ['a webhook was repeated', [hookDue, hookRow, hooked(), hooked()]],
  ])('is right when %s', (_, lines) => {
    expect(breaches(...lines)).toEqual([]);
  });

  it.each<[string, MessageLine[], string]>([
    [
      'a provider took a message twice',
      [row({ state: 'unknown', reason: 'interrupted' }), row(), taken(), taken()],
      'taken 2 times',
    ],
    [
      'two ways said the same',
      [row(), row({ channel: 'push', to: 'phone' }), taken(), taken({ channel: 'push', to: 'phone' })],
      'sent by sms and push',
    ],
    ['one was never planned', [due], 'never planned by sms'],
    ['one was never sent', [due, row({ state: 'waiting' })], 'ended as waiting'],
    ['one is being sent for ever', [due, row({ state: 'sending' })], 'ended as sending'],
    ['one came too late', [due, row({ state: 'expired' })], 'ended as expired'],
    ['nobody knows why one is unknown', [due, row({ state: 'unknown' })], 'ended as unknown (no reason)'],
    ['one is called sent and never came', [due, row()], '0 came, where 1 were sent'],
    ['one came that nobody sent', [taken()], '1 came, where 0 were sent'],
    ['a webhook never came', [hookDue, hookRow], 'never came: order.ready, lyon 4'],
    ['a webhook came under another id', [hookDue, hookRow, hooked(), hooked('', 'evt_2')], 'is of no event'],
    ['a webhook said something else', [hookDue, hookRow, hooked(), hooked('no')], 'said 2 different things'],
    ['a webhook still waits', [hookDue, hooked(), { ...hookRow, state: 'waiting' }], 'ended as waiting'],
    ['a process died by itself', [{ t: 'died', at: 1, process: 'order-service' }], 'nobody had killed it'],
  ])('is wrong when %s', (_, lines, why) => {
    expect(breaches(...lines)).toEqual(expect.arrayContaining([expect.stringContaining(why)]));
  });

  it('proves nothing when it was cut short', () => {
    const { breaches: found } = checkMessages([{ t: 'begin', ...FRAME }, row(), taken()]);
    expect(found).toEqual(['the run was cut short and proves nothing']);
  });
});
