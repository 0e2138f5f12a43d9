import { Injectable } from '@nestjs/common';
import type { WebhookOffReason } from '@curbline/contracts/http';
import { DataSource, type EntityManager, type QueryDeepPartialEntity } from 'typeorm';
import { WebhookEndpointEntity } from './webhook-endpoint.entity.js';

@Injectable()
export class WebhookEndpointsRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** The oldest first. */
  list(): Promise<WebhookEndpointEntity[]> {
    return this.dataSource.manager.find(WebhookEndpointEntity, { order: { createdAt: 'ASC', id: 'ASC' } });
  }

  find(id: string): Promise<WebhookEndpointEntity | null> {
    return this.dataSource.manager.findOneBy(WebhookEndpointEntity, { id });
  }

  /** For a change: nobody else changes it until the transaction ends. */
  lock(manager: EntityManager, id: string): Promise<WebhookEndpointEntity | null> {
    return manager.findOne(WebhookEndpointEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  /** Those that events of this store go to, also those that are off. */
  ofStore(manager: EntityManager, storeId: string): Promise<WebhookEndpointEntity[]> {
    return manager
      .createQueryBuilder(WebhookEndpointEntity, 'endpoint')
      .where('endpoint.storeIds IS NULL OR :storeId = ANY (endpoint.storeIds)', { storeId })
      .getMany();
  }

  async insert(manager: EntityManager, endpoint: WebhookEndpointEntity): Promise<void> {
    await manager.insert(WebhookEndpointEntity, endpoint);
  }

  /** Of a row that is locked. */
  async update(
    manager: EntityManager,
    id: string,
    changes: QueryDeepPartialEntity<WebhookEndpointEntity>,
  ): Promise<void> {
    await manager.update(WebhookEndpointEntity, { id }, changes);
  }

  /** Most attempts change nothing here, and most endpoints are well: no row is written then. @param since Unix ms */
  async noteAttempt(id: string, since: number | null, pausedUntil: number | undefined): Promise<void> {
    if (since === null) {
      const well = 'UPDATE webhook_endpoint SET failing_since = NULL, paused_until = NULL';
      await this.dataSource.query(`${well} WHERE id = $1 AND failing_since IS NOT NULL`, [id]);
      return;
    }
    await this.dataSource.query(
      `UPDATE webhook_endpoint SET failing_since = coalesce(failing_since, $2),
         paused_until = greatest(paused_until, $3)
       WHERE id = $1 AND (failing_since IS NULL OR $3::timestamptz IS NOT NULL)`,
      [id, new Date(since), pausedUntil === undefined ? null : new Date(pausedUntil)],
    );
  }

  /** @returns the endpoint, unless it is off already or gone */
  async turnOff(
    manager: EntityManager,
    id: string,
    reason: WebhookOffReason,
  ): Promise<WebhookEndpointEntity | undefined> {
    const endpoint = await this.lock(manager, id);
    if (endpoint?.state !== 'on') return undefined;
    await this.update(manager, id, { state: 'off', offReason: reason, version: endpoint.version + 1 });
    return endpoint;
  }

  async remove(manager: EntityManager, id: string): Promise<void> {
    await manager.delete(WebhookEndpointEntity, { id });
  }
}
