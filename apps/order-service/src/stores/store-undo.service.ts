/** Puts back the settings that one change replaced. People, screens and keys are not undone: what they opened is out. */
import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import type { ManagerPrincipal } from '@curbline/access';
import type { AuditChange, StoreChanges, StoreSettings, StoreView } from '@curbline/contracts/http';
import { type FieldError, problem } from '@curbline/platform';
import { DataSource } from 'typeorm';
import { AuditService } from '../audit/audit.service.js';
import { StoresService } from './stores.service.js';

const SETTINGS_ALONE = {
  en: 'Only changes to a store’s settings can be undone.',
  fr: 'Seules les modifications des réglages d’un magasin peuvent être annulées.',
};
const SINCE = {
  en: 'this has been changed again since then',
  fr: 'ce réglage a été modifié à nouveau depuis',
};

@Injectable()
export class StoreUndoService {
  constructor(
    private readonly db: DataSource,
    private readonly audit: AuditService,
    private readonly stores: StoresService,
  ) {}

  /**
   * @param version of the settings that the caller has seen
   * @throws ProblemException `not-found`; `not-possible-now` for an entry that changed no settings; `changed-since`
   *   naming each setting that is no longer as the entry left it; what an edit throws.
   */
  async undo(storeId: string, entryId: number, by: ManagerPrincipal, version: number): Promise<StoreView> {
    const { manager } = this.db;
    const entry = await this.audit.find(manager, storeId, entryId);
    if (!entry) throw problem('not-found');
    if (entry.action !== 'store_changed') throw problem('not-possible-now', { detail: SETTINGS_ALONE });
    const { settings } = await this.stores.require(manager, storeId);
    const errors = entry.changes.filter((change) => !isStill(settings, change)).map(changedSince);
    if (errors.length > 0) throw problem('changed-since', { errors });
    return this.stores.edit(storeId, before(entry.changes), by, { version, undoes: entry.id });
  }
}

const isStill = (settings: StoreSettings, { field, after }: AuditChange): boolean =>
  isDeepStrictEqual((settings as Readonly<Record<string, unknown>>)[field] ?? null, after);

const changedSince = ({ field }: AuditChange): FieldError => ({ field, message: SINCE });

/** A setting that was not given has its usual value again. */
const before = (changes: readonly AuditChange[]): StoreChanges =>
  Object.fromEntries(changes.map(({ field, before: value }) => [field, value ?? undefined]));
