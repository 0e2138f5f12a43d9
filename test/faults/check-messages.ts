/**
 * Proves or disproves over one run what is promised of messages: none is taken twice by a provider, each that was due
 * arrived or ended in a state that says why, and webhooks come at least once, each time with the same id. Pure, so that
 * anybody can run it again on the file.
 */
import type {
  DiedByItself,
  Due,
  HookDue,
  Hooked,
  HookRow,
  Killed,
  MessageLine,
  Row,
  Taken,
} from './message-history.js';

export interface MessageVerdict {
  readonly breaches: readonly string[];
  readonly figures: Readonly<Record<string, number>>;
}

/** Its reader has it, or may have it. */
const LEFT = ['sent', 'delivered', 'unknown'];
/** What an end without a message may be: the customer had seen it, or it was no longer true. */
const ENDED = [...LEFT, 'not_needed'];

export function checkMessages(lines: readonly MessageLine[]): MessageVerdict {
  const of = <T extends MessageLine>(kind: T['t']): T[] => lines.filter((line): line is T => line.t === kind);
  const [taken, rows] = [of<Taken>('taken'), of<Row>('row')];
  const [hooked, kills] = [of<Hooked>('hooked'), of<Killed>('killed')];
  const isWhole = lines[0]?.t === 'begin' && lines.at(-1)?.t === 'end';
  const breaches = isWhole
    ? [
        ...of<DiedByItself>('died').map(({ process }) => `${process} ended though nobody had killed it`),
        ...doubles(taken),
        ...toldByTwo(rows),
        ...missing(of<Due>('due'), rows),
        ...rows.flatMap(withoutEnd),
        ...otherThanSaid(taken, rows),
        ...hookBreaches(of<HookDue>('hook due'), hooked, of<HookRow>('hook row')),
      ]
    : ['the run was cut short and proves nothing'];
  const by = (channel: Taken['channel']): number => taken.filter((one) => one.channel === channel).length;
  const inState = (state: string): number => rows.filter((row) => row.state === state).length;
  return {
    breaches,
    figures: {
      kills: kills.reduce((sum, { processes }) => sum + processes.length, 0),
      mails: by('email'),
      'text messages': by('sms'),
      pushes: by('push'),
      'sent twice': doubles(taken).length,
      'unknown after a kill': inState('unknown'),
      'of these came': taken.length - inState('sent') - inState('delivered'),
      'not needed': inState('not_needed'),
      webhooks: new Set(hooked.map(({ id }) => id)).size,
      'webhooks repeated': hooked.length - new Set(hooked.map(({ id }) => id)).size,
    },
  };
}

function doubles(taken: readonly Taken[]): string[] {
  return [...Map.groupBy(taken, ({ channel, to, says }) => `${channel} ${to} ${says}`)].flatMap(
    ([message, times]) => (times.length > 1 ? [`taken ${times.length} times: ${message}`] : []),
  );
}

/** The other channels of a message are for when the first was not enough: nobody hears the same thing by two. */
function toldByTwo(rows: readonly Row[]): string[] {
  const left = rows.filter(({ state }) => LEFT.includes(state));
  return [...Map.groupBy(left, ({ store, key }) => `${store} ${key}`)].flatMap(([message, of]) =>
    of.length > 1 ? [`sent by ${of.map(({ channel }) => channel).join(' and ')}: ${message}`] : [],
  );
}

function missing(due: readonly Due[], rows: readonly Row[]): string[] {
  const known = Map.groupBy(rows, ({ store, key }) => `${store} ${key}`);
  return due.flatMap(({ store, key, channels }) => {
    const planned = known.get(`${store} ${key}`) ?? [];
    const isPlanned = planned.some(({ channel }) => channels.includes(channel));
    return isPlanned ? [] : [`never planned by ${channels.join(' or ')}: ${store} ${key}`];
  });
}

function withoutEnd({ store, key, channel, state, reason, isLater }: Row): string[] {
  const saysWhy = state !== 'unknown' || reason !== null;
  if ((ENDED.includes(state) && saysWhy) || (state === 'waiting' && isLater)) return [];
  return [`ended as ${state} (${reason ?? 'no reason'}): ${channel} ${store} ${key}`];
}

/** To each address as many messages came as were sent, and of those of which that is unknown, none or one. */
function otherThanSaid(taken: readonly Taken[], rows: readonly Row[]): string[] {
  const came = Map.groupBy(taken, ({ channel, to }) => `${channel} ${to}`);
  const said = Map.groupBy(rows, ({ channel, to }) => `${channel} ${to}`);
  return [...new Set([...came.keys(), ...said.keys()])].flatMap((address) => {
    const [many, of] = [came.get(address)?.length ?? 0, said.get(address) ?? []];
    const sent = of.filter(({ state }) => state === 'sent' || state === 'delivered').length;
    const unknown = of.filter(({ state }) => state === 'unknown').length;
    if (many >= sent && many <= sent + unknown) return [];
    return [`${address}: ${many} came, where ${sent} were sent and of ${unknown} it is unknown`];
  });
}

function hookBreaches(
  due: readonly HookDue[],
  hooked: readonly Hooked[],
  rows: readonly HookRow[],
): string[] {
  const came = Map.groupBy(hooked, ({ id }) => id);
  const wanted = new Set(due.map(({ id }) => id));
  return [
    ...due.flatMap(({ id, type, store, seq }) =>
      came.has(id) ? [] : [`webhook ${id} never came: ${type}, ${store} ${seq}`],
    ),
    ...[...came].flatMap(([id, times]) => {
      const says = new Set(times.map((one) => one.says)).size;
      return [
        ...(wanted.has(id) ? [] : [`webhook ${id} is of no event`]),
        ...(says > 1 ? [`webhook ${id} said ${says} different things`] : []),
      ];
    }),
    ...rows.flatMap(({ id, state }) => (state === 'delivered' ? [] : [`webhook ${id} ended as ${state}`])),
  ];
}
