/** What is noted of changes to endpoints, by the functions of order-service, which owns the audit trail and the notices. */
import { Inject, Injectable } from '@nestjs/common';
import type { AuditAction, AuditChange } from '@curbline/contracts/http';
import { addressMark, currentAddress, PLATFORM_OPTIONS, type PlatformOptions } from '@curbline/platform';
import type { EntityManager } from 'typeorm';
import type { WebhookEndpointEntity } from './webhook-endpoint.entity.js';

/** Who made a change; null: Curbline itself. */
export type ChangedBy = { readonly staffId: string; readonly name: string } | null;

@Injectable()
export class WebhookNotesRepository {
  constructor(@Inject(PLATFORM_OPTIONS) private readonly options: Pick<PlatformOptions, 'secretKey'>) {}

  /** One entry for each store that the endpoint has, or one of the chain. @param now Unix ms */
  async note(
    manager: EntityManager,
    { name, storeIds }: Pick<WebhookEndpointEntity, 'name' | 'storeIds'>,
    action: AuditAction,
    by: ChangedBy,
    changes: readonly AuditChange[],
    now: number,
  ): Promise<void> {
    const address = addressMark(this.options.secretKey, currentAddress());
    await manager.query(
      `SELECT note_audit(store_id, $2, $3, $4, $5, $6, $7, $8::jsonb) FROM unnest($1::text[]) AS store_id`,
      [
        storeIds ?? [null],
        new Date(now),
        by?.staffId ?? null,
        by?.name ?? null,
        address,
        action,
        name,
        JSON.stringify(changes),
      ],
    );
  }

  /** Tells the managers of the endpoint's stores, and the admins, that nothing is sent there any more. @param now Unix ms */
  async notifyOff(
    manager: EntityManager,
    { name, storeIds }: Pick<WebhookEndpointEntity, 'name' | 'storeIds'>,
    now: number,
  ): Promise<void> {
    await manager.query('SELECT notify_managers($1::text[], $2, $3, $4)', [
      storeIds ?? [],
      'webhook-off',
      name,
      new Date(now),
    ]);
  }
}
