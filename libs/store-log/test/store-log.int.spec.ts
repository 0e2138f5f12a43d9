import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { StoreEvent } from '@curbline/contracts/events';
import { inTransaction } from '@curbline/database';
import { InProcessWakeUps } from '@curbline/messaging';
import {
  append,
  head,
  latestOfTrip,
  LOG_START,
  logTransaction,
  prune,
  readAfter,
  renewEpoch,
  renewEpochs,
  snapshot,
} from '@curbline/store-log';
import { testDatabase, type TestDatabase } from '@curbline/testkit';
import { context, draft, LOG_TABLES, TRIP_ID } from './log-fixtures.js';

const DAY_MS = 86_400_000;

describe("the store's log", () => {
  let test: TestDatabase;
  const source = () => test.database.dataSource;
  const write = (storeId: string, codes: string[], recordedAt?: string) =>
    inTransaction(source(), (manager) =>
      append(
        manager,
        storeId,
        codes.map((code) => draft(code)),
        context(recordedAt),
      ),
    );

  beforeAll(async () => {
    test = await testDatabase(LOG_TABLES);
  }, 120_000);
  afterAll(() => test.close());

  it('gives the events of one change consecutive numbers, and returns what was written', async () => {
    const first = await write('lyon', ['A1']);
    const more = await write('lyon', ['B1', 'B2']);
    expect([...first, ...more].map(({ seq }) => seq)).toEqual([1, 2, 3]);
    const read = await readAfter(source(), 'lyon', LOG_START);
    expect(read).toMatchObject({ kind: 'events', more: false, head: { seq: 3 }, next: { seq: 3 } });
    expect(read.kind === 'events' && read.events).toEqual([...first, ...more]);
    for (const event of more) expect(StoreEvent.parse(event)).toEqual(event);
  });

  it('reads what an older version wrote as what it means today', async () => {
    const [written] = await write('lille', ['A1']);
    await source().query(
      `UPDATE store_event SET version = 1,
         payload = jsonb_set(payload, '{card}', (payload -> 'card') - 'service' || '{"pickupType": "walk_in"}')
       WHERE store_id = 'lille'`,
    );
    const read = await readAfter(source(), 'lille', LOG_START);
    const events = read.kind === 'events' ? read.events : [];
    expect(events).toEqual([
      { ...written, payload: { card: { ...written?.payload.card, service: 'walk_in' } } },
    ]);
    expect(StoreEvent.parse(events[0])).toEqual(events[0]);
  });

  it('numbers each store separately, and leaves no gap for a change that was rolled back', async () => {
    await write('nantes', ['A1']);
    const undone = inTransaction(source(), async (manager) => {
      await append(manager, 'nantes', [draft('lost')], context());
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    const [next] = await write('nantes', ['A2']);
    expect(next?.seq).toBe(2);
  });

  it('takes no number when there is no event', async () => {
    expect(await write('silent', [])).toEqual([]);
    expect(await head(source(), 'silent')).toEqual(LOG_START);
  });

  it('reads a long log page by page, to the head', async () => {
    await write('pages', ['1', '2', '3', '4', '5']);
    const codes: string[] = [];
    let position = LOG_START;
    for (let more = true; more;) {
      const read = await readAfter(source(), 'pages', position, 2);
      if (read.kind !== 'events') throw new Error(read.reason);
      codes.push(...read.events.map(({ payload }) => payload.card?.shortCode ?? ''));
      ({ more, next: position } = read);
    }
    expect(codes).toEqual(['1', '2', '3', '4', '5']);
    expect(position).toEqual(await head(source(), 'pages'));
  });

  it('reads one trip out of many, and its newest event', async () => {
    const other = '00000000-0000-4000-8000-000000000001';
    await inTransaction(source(), (manager) =>
      append(
        manager,
        'trips',
        [draft('mine'), draft('other', { tripId: other }), draft('mine-2')],
        context(),
      ),
    );
    const read = await readAfter(source(), 'trips', LOG_START, 2, { tripId: TRIP_ID });
    expect(read.kind === 'events' && read.events.map(({ seq }) => seq)).toEqual([1, 3]);
    expect(read).toMatchObject({ more: false, next: { seq: 3 } });
    expect((await latestOfTrip(source(), 'trips', TRIP_ID))?.seq).toBe(3);
    expect(await latestOfTrip(source(), 'trips', '00000000-0000-4000-8000-000000000009')).toBeUndefined();
  });

  it('returns resync with its reason for an invalid position', async () => {
    await write('resync', ['1', '2']);
    const before = await head(source(), 'resync');
    expect(await readAfter(source(), 'resync', { ...before, seq: 3 })).toMatchObject({ reason: 'ahead' });
    expect(await readAfter(source(), 'never', { epoch: 'x', seq: 1 })).toMatchObject({ reason: 'ahead' });
    const after = await renewEpoch(source(), 'resync');
    expect(after.seq).toBe(2);
    expect(await readAfter(source(), 'resync', before)).toMatchObject({
      kind: 'resync',
      reason: 'epoch',
      head: after,
    });
    const [next] = await write('resync', ['3']);
    expect(next).toMatchObject({ seq: 3, epoch: after.epoch });
    expect(await readAfter(source(), 'resync', after)).toMatchObject({ kind: 'events', events: [next] });
  });

  it('makes the positions of all stores invalid after a restored backup', async () => {
    await write('restored-1', ['1']);
    await write('restored-2', ['1', '2']);
    const before = await Promise.all(['restored-1', 'restored-2'].map((store) => head(source(), store)));
    expect(await renewEpochs(source())).toBeGreaterThanOrEqual(2);
    for (const [n, store] of ['restored-1', 'restored-2'].entries()) {
      expect(await readAfter(source(), store, before[n]!)).toMatchObject({ kind: 'resync', reason: 'epoch' });
      expect((await head(source(), store)).seq).toBe(before[n]!.seq);
    }
  });

  it('prunes only old events, and returns resync to readers before them', async () => {
    const nowMs = Date.parse('2026-06-01T00:00:00Z');
    const at = (daysAgo: number) => new Date(nowMs - daysAgo * DAY_MS).toISOString();
    await write('old', ['1'], at(500));
    const kept = await head(source(), 'old');
    await write('old', ['2'], at(401));
    await write('old', ['3'], at(399));
    expect(await prune(source(), nowMs)).toBe(2);
    expect(await readAfter(source(), 'old', kept)).toMatchObject({ kind: 'resync', reason: 'retention' });
    expect(await readAfter(source(), 'old', LOG_START)).toMatchObject({ reason: 'retention' });
    const fromTheEdge = await readAfter(source(), 'old', { ...kept, seq: 2 });
    expect(fromTheEdge.kind === 'events' && fromTheEdge.events.map(({ seq }) => seq)).toEqual([3]);
    expect(await prune(source(), nowMs + 10 * DAY_MS)).toBe(1);
    expect(await head(source(), 'old')).toMatchObject({ seq: 3 });
    const [next] = await write('old', ['4'], at(0));
    expect(next?.seq).toBe(4);
  });

  it('takes a consistent snapshot of state and position', async () => {
    await write('snap', ['1', '2']);
    const taken = await snapshot(source(), 'snap', async (manager) => {
      const rows: { n: string }[] = await manager.query(
        `SELECT count(*) AS n FROM store_event WHERE store_id = 'snap'`,
      );
      return Number(rows[0]?.n);
    });
    expect(taken).toEqual({ ...(await head(source(), 'snap')), value: 2 });
  });

  it('notifies followers after the commit, and not after a rollback', async () => {
    const wakeUps = new InProcessWakeUps();
    const woken: string[] = [];
    wakeUps.onWake((storeId) => woken.push(storeId));
    await logTransaction(source(), wakeUps, async (_, appendToLog) => {
      appendToLog('wake-a', [draft('1')], context());
      appendToLog('wake-b', [draft('1')], context());
      await new Promise(setImmediate);
      expect(woken).toEqual([]);
    });
    await new Promise(setImmediate);
    expect(woken).toEqual(['wake-a', 'wake-b']);
    const undone = logTransaction(source(), wakeUps, async (_, appendToLog) => {
      appendToLog('wake-a', [draft('2')], context());
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    await new Promise(setImmediate);
    expect(woken).toHaveLength(2);
  });

  it('takes snapshots that agree with the log while it is being written', async () => {
    let writing = true;
    const writer = (async () => {
      for (let n = 0; writing; n += 1) await write('mixed', [`${n}`]);
    })();
    for (let trial = 0; trial < 40; trial += 1) {
      const taken = await snapshot(source(), 'mixed', async (manager) => {
        const rows: { last: string | null }[] = await manager.query(
          `SELECT max(seq) AS last FROM store_event WHERE store_id = 'mixed'`,
        );
        return Number(rows[0]?.last ?? 0);
      });
      expect(taken.seq).toBe(taken.value);
    }
    writing = false;
    await writer;
    expect((await head(source(), 'mixed')).seq).toBeGreaterThan(0);
  }, 60_000);
});
