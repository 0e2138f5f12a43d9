import { Injectable } from '@nestjs/common';
import { Sessions, type StaffPrincipal } from '@curbline/access';
import type { StaffSession } from '@curbline/contracts/http';
import { Clock } from '@curbline/platform';
import { DataSource } from 'typeorm';
import { IdempotencyService } from '../idempotency/idempotency.service.js';
import { StaffSessionsRepository } from './staff-sessions.repository.js';

/** Lists and ends the own sessions of a person who signed in with a PIN. */
@Injectable()
export class StaffSessionsService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly sessionsOfAll: Sessions,
    private readonly idempotency: IdempotencyService,
    private readonly staffSessions: StaffSessionsRepository,
  ) {}

  /** Those that work, in all of which a tap was made lately; the one in use last first. */
  async list({ storeId, staffId, session }: StaffPrincipal): Promise<StaffSession[]> {
    const listed = await this.staffSessions.list(this.db.manager, { storeId, staffId }, this.clock.now());
    return listed.map((row) => {
      const id = Buffer.from(row.tokenHash).toString('base64url');
      return {
        id,
        current: id === session,
        device: row.deviceName,
        signedInAt: row.createdAt.toISOString(),
        lastUsedAt: row.lastActedAt.toISOString(),
      };
    });
  }

  /** One of their own at this store; another's is left as it is. */
  async end({ storeId, staffId }: StaffPrincipal, id: string): Promise<void> {
    const now = this.clock.now();
    await this.idempotency.inTransaction(now, storeId, async (manager) => {
      await this.staffSessions.endOwn(manager, { storeId, staffId }, id, now);
      return null;
    });
    this.sessionsOfAll.forget();
  }
}
