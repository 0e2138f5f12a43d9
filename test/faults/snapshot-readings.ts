/**
 * When PostgreSQL was asked for a board's snapshot, and for which store: by its own log of the statements that
 * reached it, from all processes, so that nothing of ours counts itself.
 */
import { readFileSync, statSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '@curbline/database';

export interface SnapshotReading {
  readonly storeId: string;
  /** Unix ms, of PostgreSQL's clock. */
  readonly at: number;
}

/** Of a snapshot's statements the one that nothing else sends: the store's visitors, as `VisitorsRepository.find` asks. */
const STATEMENT =
  /^(\d+\.\d+) (\d+) LOG: {2}execute [^:]+: SELECT .* FROM "visitor" "VisitorEntity" WHERE \(\("VisitorEntity"\."store_id" = \$1\)\)/;
const PARAMETERS = /^\d+\.\d+ (\d+) DETAIL: {2}parameters: \$1 = '([^']*)'/i;
/** A session that is at work reads its settings anew after its statement. */
const SETTLED_MS = 300;

export class SnapshotReadings {
  private constructor(
    private readonly database: Database,
    private readonly log: string,
    private readonly from: number,
  ) {}

  /** @param log the file that PostgreSQL writes its log to */
  static async watch(database: Database, log: string): Promise<SnapshotReadings> {
    await set(database, `log_statement = 'all'`, `log_line_prefix = '%n %p '`);
    return new SnapshotReadings(database, log, statSync(log).size);
  }

  /** All since; from here on PostgreSQL writes down no statements. */
  async end(): Promise<SnapshotReading[]> {
    await set(this.database, 'log_statement TO DEFAULT', 'log_line_prefix TO DEFAULT');
    return readingsIn(readFileSync(this.log).subarray(this.from).toString('utf8'));
  }
}

async function set({ dataSource }: Database, ...settings: readonly string[]): Promise<void> {
  for (const setting of settings) await dataSource.query(`ALTER SYSTEM SET ${setting}`);
  await dataSource.query('SELECT pg_reload_conf()');
  await sleep(SETTLED_MS);
}

/** A statement's line has the time, the next of the same session its store. */
export function readingsIn(log: string): SnapshotReading[] {
  const begun = new Map<string, number>();
  const readings: SnapshotReading[] = [];
  for (const line of log.split('\n')) {
    const [, time, session] = STATEMENT.exec(line) ?? [];
    if (time !== undefined && session !== undefined) begun.set(session, Number(time) * 1000);
    const [, of, storeId] = PARAMETERS.exec(line) ?? [];
    const at = of === undefined ? undefined : begun.get(of);
    if (of === undefined || storeId === undefined || at === undefined) continue;
    readings.push({ storeId, at });
    begun.delete(of);
  }
  return readings;
}

/** The most readings of one store within any second, be it from 0.3 to 1.3; 0 without any. */
export function mostASecond(readings: readonly SnapshotReading[]): number {
  let most = 0;
  for (const ofStore of Map.groupBy(readings, ({ storeId }) => storeId).values()) {
    const times = ofStore.map(({ at }) => at).sort((a, b) => a - b);
    for (let first = 0, last = 0; last < times.length; last += 1) {
      while (times[last]! - times[first]! >= 1000) first += 1;
      most = Math.max(most, last - first + 1);
    }
  }
  return most;
}
