import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { AuditPage, AuditQuery } from '@curbline/contracts/http';
import { type EntityManager, LessThan, type QueryDeepPartialEntity, Repository } from 'typeorm';
import { AuditEntryEntity } from './audit-entry.entity.js';

@Injectable()
export class AuditRepository {
  constructor(@InjectRepository(AuditEntryEntity) private readonly entries: Repository<AuditEntryEntity>) {}

  async insert(manager: EntityManager, entry: Omit<AuditEntryEntity, 'id'>): Promise<void> {
    await manager.insert(AuditEntryEntity, entry as QueryDeepPartialEntity<AuditEntryEntity>);
  }

  /** The newest first. @param storeId null: of all stores and the chain. */
  async page(storeId: string | null, { before, limit }: AuditQuery): Promise<AuditPage> {
    const found = await this.entries.find({
      where: {
        ...(storeId !== null && { storeId }),
        ...(before !== undefined && { id: LessThan(String(before)) }),
      },
      order: { id: 'DESC' },
      take: limit + 1,
    });
    const shown = found.slice(0, limit);
    return {
      entries: shown.map(({ id, occurredAt, byStaffId, byName, addressHash, ...entry }) => ({
        id: Number(id),
        storeId: entry.storeId,
        occurredAt: occurredAt.toISOString(),
        by: { staffId: byStaffId, name: byName },
        address: addressHash,
        action: entry.action,
        subject: entry.subject,
        changes: entry.changes,
      })),
      next: found.length > limit ? Number(shown.at(-1)?.id) : null,
    };
  }
}
