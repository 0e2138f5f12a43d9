import { Injectable } from '@nestjs/common';
import type { AuditEntry, AuditPage, AuditQuery } from '@curbline/contracts/http';
import { type EntityManager, LessThan, type QueryDeepPartialEntity } from 'typeorm';
import { AuditEntryEntity } from './audit-entry.entity.js';

@Injectable()
export class AuditRepository {
  async insert(manager: EntityManager, entry: Omit<AuditEntryEntity, 'id'>): Promise<void> {
    await manager.insert(AuditEntryEntity, entry as QueryDeepPartialEntity<AuditEntryEntity>);
  }

  /** The newest first. @param storeId null: of all stores and the chain. */
  async page(manager: EntityManager, storeId: string | null, query: AuditQuery): Promise<AuditPage> {
    const { before, limit } = query;
    const found = await manager.find(AuditEntryEntity, {
      where: {
        ...(storeId !== null && { storeId }),
        ...(before !== undefined && { id: LessThan(String(before)) }),
      },
      order: { id: 'DESC' },
      take: limit + 1,
    });
    const shown = found.slice(0, limit);
    return {
      entries: shown.map(toEntry),
      next: found.length > limit ? Number(shown.at(-1)?.id) : null,
    };
  }

  async find(manager: EntityManager, storeId: string, id: number): Promise<AuditEntry | undefined> {
    const found = await manager.findOneBy(AuditEntryEntity, { storeId, id: String(id) });
    return found ? toEntry(found) : undefined;
  }
}

function toEntry(row: AuditEntryEntity): AuditEntry {
  const { byStaffId, byName, undoes } = row;
  return {
    id: Number(row.id),
    storeId: row.storeId,
    occurredAt: row.occurredAt.toISOString(),
    by: byStaffId !== null && byName !== null ? { staffId: byStaffId, name: byName } : null,
    address: row.addressHash,
    action: row.action,
    subject: row.subject,
    changes: row.changes,
    undoes: undoes === null ? null : Number(undoes),
  };
}
