import { Inject, Injectable } from '@nestjs/common';
import { hashToken, newToken, storeTokenText } from '@curbline/access';
import { PLATFORM_OPTIONS, type PlatformOptions } from '@curbline/platform';
import type { EntityManager } from 'typeorm';

/** Customers' links, issued by the function of order-service, which owns them. */
@Injectable()
export class CustomerLinksRepository {
  constructor(@Inject(PLATFORM_OPTIONS) private readonly options: Pick<PlatformOptions, 'publicUrl'>) {}

  /**
   * @param now Unix ms
   * @returns the address of one more link to the trip; null when the trip is over or its links were withdrawn
   */
  async issue(manager: EntityManager, storeId: string, tripId: string, now: number): Promise<string | null> {
    const token = newToken();
    const [row] = await manager.query<{ issued: boolean }[]>(
      'SELECT issue_customer_link($1, $2, $3, $4) AS issued',
      [storeId, tripId, hashToken(token), new Date(now)],
    );
    return row?.issued ? `${this.options.publicUrl}/p#${storeTokenText({ storeId, token })}` : null;
  }
}
