/**
 * The signs at the bays and counters. Each carries a QR code with the store, the bay and a code of 128 bits that only the sign
 * knows: whoever sends it has stood before the sign, or before a photograph of it. The code is derived from the
 * store's key and the sign's edition, so a lost sign is printed again as it was, and a copied one is made worthless
 * by a new edition.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { BaySigns } from '@curbline/contracts/http';
import type { PlaceKind } from '@curbline/domain/service';
import { Clock, PLATFORM_OPTIONS, problem, type PlatformOptions } from '@curbline/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { type AuditedBy, AuditService } from '../audit/audit.service.js';
import { IdempotencyService } from '../idempotency/idempotency.service.js';

const CODE_BYTES = 16;

interface SignRow {
  readonly sign_key: Uint8Array;
  readonly label: string;
  readonly kind: PlaceKind;
  readonly edition: number;
}

const READ = `
  SELECT store.sign_key, bay.label, bay.kind, coalesce(bay_sign.edition, 1) AS edition
  FROM store JOIN bay ON bay.store_id = store.id
  LEFT JOIN bay_sign ON bay_sign.store_id = bay.store_id AND bay_sign.label = bay.label
  WHERE store.id = $1`;

@Injectable()
export class BaySignsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    @Inject(PLATFORM_OPTIONS) private readonly options: PlatformOptions,
    private readonly idempotency: IdempotencyService,
    private readonly audit: AuditService,
  ) {}

  /** What to print, in the order of the bays, then of the counters. */
  list(storeId: string): Promise<BaySigns> {
    return this.read(this.dataSource.manager, storeId);
  }

  /**
   * A new edition of one sign: the code of the old one is a tap like any other from now on.
   * @throws ProblemException `bay-unknown`.
   */
  renew(storeId: string, label: string, by: AuditedBy): Promise<BaySigns> {
    const now = this.clock.now();
    return this.idempotency.inTransaction(now, storeId, async (manager) => {
      const renewed = await manager.query<unknown[]>(
        `INSERT INTO bay_sign (store_id, label, edition, changed_at)
         SELECT store_id, label, 2, $3 FROM bay WHERE store_id = $1 AND label = $2
         ON CONFLICT (store_id, label) DO UPDATE SET edition = bay_sign.edition + 1, changed_at = $3
         RETURNING edition`,
        [storeId, label, new Date(now)],
      );
      if (renewed.length === 0) throw problem('bay-unknown');
      await this.audit.note(manager, { storeId, by, action: 'sign_renewed', subject: label }, now);
      return this.read(manager, storeId);
    });
  }

  /** Whether `code` is what the sign at this bay carries now. Not for use inside a transaction. */
  async isCode(storeId: string, label: string, code: string): Promise<boolean> {
    const rows = await this.dataSource.query<SignRow[]>(`${READ} AND bay.label = $2`, [storeId, label]);
    return rows.some((row) => sameText(codeOf(row), code));
  }

  private async read(manager: EntityManager, storeId: string): Promise<BaySigns> {
    const rows = await manager.query<SignRow[]>(`${READ} ORDER BY bay.ordinal`, [storeId]);
    return { signs: rows.map((row) => ({ bay: row.label, kind: row.kind, url: this.urlOf(storeId, row) })) };
  }

  /** In the fragment, which no server and no proxy sees. */
  private urlOf(storeId: string, row: SignRow): string {
    return `${this.options.publicUrl}/p#at/${storeId}/${encodeURIComponent(row.label)}/${codeOf(row)}`;
  }
}

function codeOf({ sign_key: key, label, edition }: SignRow): string {
  const mac = createHmac('sha256', key)
    .update(JSON.stringify([label, edition]))
    .digest();
  return mac.subarray(0, CODE_BYTES).toString('base64url');
}

function sameText(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
