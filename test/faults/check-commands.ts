/** What clients were told against what the log says: nothing acknowledged is lost, no effect is doubled. */
import type { Asked, Kept, HistoryEntry, Logged, Operation, Told } from './history.js';

/** The fact that each command leaves, where it leaves one. */
const FACT: Partial<Record<Operation, string>> = {
  place: 'order_placed',
  cancel: 'order_canceled',
  start: 'trip_started',
  here: 'trip_arrived',
  drive: 'trip_arrived',
  claim: 'order_claimed',
  release: 'claim_released',
  'hand-over': 'order_handed_over',
  recall: 'order_recalled',
};
/** A customer sets off and arrives once, however often it is said and by whom. */
const ONCE_AN_ORDER = new Set(['trip_started', 'trip_arrived']);

interface Command extends Asked {
  readonly answers: readonly Told[];
}

export function commandBreaches(lines: readonly HistoryEntry[], log: readonly Logged[]): string[] {
  const commands = commandsOf(lines);
  const byOrder = groupBy(log, ({ order }) => order);
  return [
    ...commands.flatMap((command) => lost(command, byOrder)),
    ...commands.flatMap(answeredTwice),
    ...doubled(commands, log),
    ...rowBreaches(lines, byOrder),
  ];
}

/** Tries of one key are one command; the order of what was placed comes from its answer. */
function commandsOf(lines: readonly HistoryEntry[]): Command[] {
  const asked = lines.filter((line): line is Asked => line.t === 'asked');
  const told = new Map<number, Told>();
  for (const line of lines) {
    if (line.t === 'ok' || line.t === 'refused' || line.t === 'unknown') told.set(line.id, line);
  }
  return [...groupBy(asked, ({ key }) => key).values()].flatMap((tries) => {
    const [first] = tries;
    if (!first) return [];
    // A try without any line after it was under way when the run ended.
    const answers = tries.map(({ id, at }): Told => told.get(id) ?? { t: 'unknown', id, at });
    const placed = answers.find(({ t }) => t === 'ok')?.order;
    return [{ ...first, ...(placed === undefined ? {} : { order: placed }), answers }];
  });
}

function lost(command: Command, byOrder: ReadonlyMap<string, readonly Logged[]>): string[] {
  const acknowledged = command.answers.filter(({ t }) => t === 'ok');
  if (acknowledged.length === 0) return [];
  const { op, key, order = '' } = command;
  const entries = byOrder.get(order) ?? [];
  const name = `${op} ${key} of order ${order}`;
  const fact = FACT[op];
  const breaches: string[] = [];
  if (fact && !entries.some(({ type }) => type === fact))
    breaches.push(`${name} was acknowledged and is lost`);
  for (const { card } of acknowledged) {
    if (card && !entries.some(({ digest }) => digest === card.digest)) {
      breaches.push(`${name} was answered with a card that never was`);
    }
    if (card && op === 'claim' && command.who !== card.claimedBy) {
      breaches.push(`${name} was acknowledged and the card names another`);
    }
  }
  return breaches;
}

/** All acknowledgements of one key are one answer. */
function answeredTwice({ op, key, answers }: Command): string[] {
  const given = answers.filter(({ t }) => t === 'ok').map(({ order, card }) => card?.digest ?? order ?? '');
  return new Set(given).size > 1 ? [`${op} ${key} was answered in two ways`] : [];
}

/** No more facts than commands that may have had an effect; and each placed order is somebody's. */
function doubled(commands: readonly Command[], log: readonly Logged[]): string[] {
  const effective = commands.filter(({ answers }) => answers.some(({ t }) => t !== 'refused'));
  const breaches: string[] = [];
  for (const fact of new Set(Object.values(FACT))) {
    const asked = effective.filter(({ op }) => FACT[op] === fact);
    const mayHave = count(asked, ({ order }) => order ?? '');
    const unplaced = mayHave.get('') ?? 0;
    let surplus = 0;
    const facts = log.filter(({ type }) => type === fact);
    for (const [order, happened] of count(facts, (entry) => entry.order)) {
      const times = mayHave.get(order) ?? 0;
      const most = ONCE_AN_ORDER.has(fact) ? Math.min(1, times) : times;
      if (fact === FACT.place && times === 0) surplus += happened;
      else if (happened > most)
        breaches.push(`${fact} happened ${happened} times to ${order}, asked ${times} times`);
    }
    if (surplus > unplaced) breaches.push(`${surplus} orders were placed by ${unplaced} unanswered commands`);
  }
  return breaches;
}

/** The rows, as boards and shops read them at the end, are those of the log's last entry. */
function rowBreaches(
  lines: readonly HistoryEntry[],
  byOrder: ReadonlyMap<string, readonly Logged[]>,
): string[] {
  return lines.flatMap((line) => {
    if (line.t !== 'card' && line.t !== 'kept') return [];
    const last = byOrder.get(line.order)?.at(-1);
    if (!last) return line.t === 'kept' ? [`order ${line.order} is in no log`] : [];
    if (line.t === 'card') {
      return line.digest === last.digest ? [] : [`the card of order ${line.order} is not that of the log`];
    }
    return sameAsLog(line, last) ? [] : [`order ${line.order} is not as the log tells`];
  });
}

const sameAsLog = (kept: Kept, last: Logged): boolean =>
  kept.orderState === last.orderState && kept.tripState === last.tripState;

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}

function count<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, number> {
  return new Map([...groupBy(items, keyOf)].map(([key, group]) => [key, group.length]));
}
