/** Notes who changed what, in the transaction of the change: neither is there without the other. */
import { isDeepStrictEqual } from 'node:util';
import { Inject, Injectable, Optional } from '@nestjs/common';
import type { AuditAction, AuditChange, AuditEntry, AuditPage, AuditQuery } from '@curbline/contracts/http';
import { addressMark, currentAddress, PLATFORM_OPTIONS, type PlatformOptions } from '@curbline/platform';
import type { EntityManager } from 'typeorm';
import { AuditRepository } from './audit.repository.js';

/** As long as the log that the statistics are read from. */
export const AUDIT_KEPT_MS = 400 * 24 * 3_600_000;

/** A manager or admin, as the guards found them; or somebody at their own account. */
export interface AuditedBy {
  readonly staffId: string;
  readonly name: string;
}

export interface AuditNote {
  /** Null: the chain as a whole. */
  readonly storeId: string | null;
  /** Null: whoever holds the server, from its command line. */
  readonly by: AuditedBy | null;
  readonly action: AuditAction;
  readonly subject: string;
  /** Without secrets. */
  readonly changes?: readonly AuditChange[];
  /** The entry whose values this change puts back. */
  readonly undoes?: number | undefined;
}

@Injectable()
export class AuditService {
  private readonly secretKey: string | undefined;

  constructor(
    private readonly entries: AuditRepository,
    // A command on the server has no options, and no caller's address either.
    @Optional() @Inject(PLATFORM_OPTIONS) options?: Pick<PlatformOptions, 'secretKey'>,
  ) {
    this.secretKey = options?.secretKey;
  }

  /** @param manager of the transaction that makes the change. @param now Unix ms */
  note(
    manager: EntityManager,
    { storeId, by, action, subject, changes = [], undoes }: AuditNote,
    now: number,
  ): Promise<void> {
    return this.entries.insert(manager, {
      storeId,
      occurredAt: new Date(now),
      byStaffId: by?.staffId ?? null,
      byName: by?.name ?? null,
      addressHash: addressMark(this.secretKey, currentAddress()),
      action,
      subject,
      changes: [...changes],
      undoes: undoes === undefined ? null : String(undoes),
    });
  }

  /** @param storeId null: of all stores and the chain. */
  page(manager: EntityManager, storeId: string | null, query: AuditQuery): Promise<AuditPage> {
    return this.entries.page(manager, storeId, query);
  }

  /** One entry of a store. */
  find(manager: EntityManager, storeId: string, id: number): Promise<AuditEntry | undefined> {
    return this.entries.find(manager, storeId, id);
  }
}

/** What differs, field by field. */
export function changesBetween(before: object, after: object): AuditChange[] {
  const [old, fresh] = [before, after] as Readonly<Record<string, unknown>>[];
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((field) => !isDeepStrictEqual(old?.[field], fresh?.[field]))
    .map((field) => ({ field, before: old?.[field] ?? null, after: fresh?.[field] ?? null }));
}

/** What is noted of a new admin of all stores. */
export const adminAdded = (name: string): Pick<AuditNote, 'action' | 'subject' | 'changes'> => ({
  action: 'person_added',
  subject: name,
  changes: [{ field: 'role', before: null, after: 'admin' }],
});
