/**
 * Each store's grid of stands: one row a store, counts only.
 *
 * A stand is a position to ten metres, so it is first counted in this process' memory, and once an hour those are
 * written that share their square with two others since (`inCompany`). The rest goes on waiting, for a week at most.
 */
import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { inTransaction } from '@curbline/database';
import {
  addStands,
  inCompany,
  newStandGrid,
  parseStandGrid,
  squareOf,
  type Square,
  type StandGrid,
} from '@curbline/domain/fence';
import type { Position } from '@curbline/domain/geo';
import { Clock } from '@curbline/platform';
import { DataSource } from 'typeorm';
import { RepeatedWork } from '../repeated-work.js';
import type { StoodAt } from './stand-of.js';

const WRITE_EVERY_MS = 3_600_000;
const WAITS_MS = 7 * 24 * 3_600_000;

interface Waiting {
  readonly square: Square;
  /** Server's clock, ms. */
  readonly since: number;
}

interface WaitingOfStore {
  /** Of the squares; the grid's own. */
  readonly origin: Position;
  stands: readonly Waiting[];
}

@Injectable()
export class Stands implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(Stands.name);
  private readonly waiting = new Map<string, WaitingOfStore>();
  private readonly writes = new RepeatedWork(
    () => this.writeAll(),
    (error) =>
      this.logger.warn({ err: error }, 'where customers stood could not be saved; it is tried again'),
  );

  constructor(
    private readonly database: DataSource,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.writes.begin(WRITE_EVERY_MS);
  }

  async onModuleDestroy(): Promise<void> {
    await this.write();
    await this.writes.end();
  }

  /** Counts one stand more. */
  async note(storeId: string, { position, mapOrigin }: StoodAt): Promise<void> {
    const origin = this.waiting.get(storeId)?.origin ?? (await this.kept(storeId))?.origin ?? mapOrigin;
    const square = squareOf(newStandGrid(origin), position);
    if (!square) return;
    const now = this.clock.now();
    const { stands } = this.waiting.get(storeId) ?? { stands: [] };
    const fresh = stands.filter(({ since }) => now - since <= WAITS_MS);
    this.waiting.set(storeId, { origin, stands: [...fresh, { square, since: now }] });
  }

  /** @returns the store's grid with what waits in this process, or `undefined` when nobody has stood there yet. */
  async of(storeId: string): Promise<StandGrid | undefined> {
    const kept = await this.kept(storeId);
    const waiting = this.waiting.get(storeId);
    if (!waiting) return kept;
    const grid = kept ?? newStandGrid(waiting.origin);
    return addStands(
      grid,
      waiting.stands.map(({ square }) => square),
    );
  }

  /** Writes what may be written now. Never rejects. */
  write(): Promise<void> {
    return this.writes.now();
  }

  private async writeAll(): Promise<void> {
    const now = this.clock.now();
    for (const [storeId, waiting] of this.waiting) {
      const together = inCompany(waiting.stands.filter(({ since }) => now - since <= WAITS_MS));
      if (together.length > 0) await this.add(storeId, waiting.origin, together);
      const written = new Set(together);
      // More may have come meanwhile.
      const latest = this.waiting.get(storeId) ?? waiting;
      latest.stands = latest.stands.filter((stand) => !written.has(stand) && now - stand.since <= WAITS_MS);
      if (latest.stands.length === 0) this.waiting.delete(storeId);
    }
  }

  /** The row is locked meanwhile, so that what another process adds is not lost. */
  private async add(storeId: string, origin: Position, stands: readonly Waiting[]): Promise<void> {
    await inTransaction(this.database, async (manager) => {
      await manager.query('INSERT INTO stand_grid (store_id) VALUES ($1) ON CONFLICT DO NOTHING', [storeId]);
      const rows: { grid: unknown }[] = await manager.query(
        'SELECT grid FROM stand_grid WHERE store_id = $1 FOR UPDATE',
        [storeId],
      );
      const grid = addStands(
        parseStandGrid(rows[0]?.grid) ?? newStandGrid(origin),
        stands.map(({ square }) => square),
      );
      await manager.query('UPDATE stand_grid SET grid = $2 WHERE store_id = $1', [
        storeId,
        JSON.stringify(grid),
      ]);
    });
  }

  private async kept(storeId: string): Promise<StandGrid | undefined> {
    const rows: { grid: unknown }[] = await this.database.query(
      'SELECT grid FROM stand_grid WHERE store_id = $1',
      [storeId],
    );
    return parseStandGrid(rows[0]?.grid);
  }
}
