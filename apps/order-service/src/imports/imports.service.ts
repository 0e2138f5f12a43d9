/** A file of stores, bays and people: read, held against what there is, and done part by part, with a report of each row. */
import { Injectable, Logger } from '@nestjs/common';
import type { ImportEnd, ImportLine, ImportRow } from '@curbline/contracts/http';
import type { FieldError } from '@curbline/platform';
import { DataSource } from 'typeorm';
import type { AuditedBy } from '../audit/audit.service.js';
import { StoreChecksRepository } from '../stores/store-checks.repository.js';
import { StoreEntity } from '../stores/store.entity.js';
import { readCsv } from './csv-file.js';
import { readDeclared } from './declared-file.js';
import { textOf } from './file-text.js';
import { ImportPeopleService } from './import-people.service.js';
import { ImportStoresService } from './import-stores.service.js';
import type { StoreRows } from './plan-store.js';
import { type PersonRow, type ReadFile, refused, type RequestedRow } from './read-row.js';

/** Stores or people in one part: with 200 bays each, 50 stores are 40,000 of the 65,535 values a statement may have. */
const PART = 50;

export type ImportFormat = 'csv' | 'declared';

export interface ImportOptions {
  readonly dryRun: boolean;
  /** In whose name the changes are noted. */
  readonly by: AuditedBy;
  /** Asked before each part: whether this person may still do that. */
  readonly mayGoOn: () => Promise<boolean>;
}

@Injectable()
export class ImportsService {
  private readonly logger = new Logger('imports');

  constructor(
    private readonly db: DataSource,
    private readonly checks: StoreChecksRepository,
    private readonly stores: ImportStoresService,
    private readonly people: ImportPeopleService,
  ) {}

  /** @throws ProblemException `invalid-input` or `too-large` for a file of which nothing can be done. */
  async read(bytes: Uint8Array, format: ImportFormat): Promise<ReadFile> {
    const text = textOf(bytes);
    return format === 'csv' ? readCsv(text) : readDeclared(text);
  }

  /** Applies what {@link read} found and yields the report line by line; stops when its consumer does. */
  async *run(file: ReadFile, options: ImportOptions): AsyncGenerator<ImportLine> {
    const rows = { created: 0, changed: 0, unchanged: 0, refused: 0 };
    yield { about: file.about };
    let stopped: ImportEnd['stopped'] = null;
    try {
      for await (const reports of this.parts(file, options)) {
        for (const row of reports) {
          rows[row.outcome] += 1;
          yield { row };
        }
      }
    } catch (error) {
      if (error !== WITHDRAWN) this.logger.error(error);
      stopped = error === WITHDRAWN ? NO_LONGER_ALLOWED : FAILED;
    }
    yield { end: { dryRun: options.dryRun, rows, stopped } };
  }

  private async *parts(file: ReadFile, options: ImportOptions): AsyncGenerator<readonly ImportRow[]> {
    yield file.refused;
    const { stores, people, duplicates } = grouped(file.rows);
    yield duplicates;
    const by = options.dryRun ? null : options.by;
    const zones = stores.length > 0 ? await this.checks.timeZones() : new Map<string, string>();
    const known = new Set(await this.storeIds());
    for (const part of partsOf(stores)) {
      if (!(await options.mayGoOn())) throw WITHDRAWN;
      const reports = await this.stores.import(part, zones, by);
      for (const { kind, outcome, name } of reports)
        if (kind === 'store' && outcome === 'created') known.add(name);
      yield reports;
    }
    for (const part of partsOf(people)) {
      if (!(await options.mayGoOn())) throw WITHDRAWN;
      yield await this.people.import(part, known, by);
    }
  }

  private async storeIds(): Promise<string[]> {
    const stores = await this.db.manager.find(StoreEntity, { select: { id: true } });
    return stores.map(({ id }) => id);
  }
}

/** Rows about one thing belong together; a thing named twice is refused the second time, since the file contradicts itself. */
function grouped(rows: readonly RequestedRow[]): {
  stores: StoreRows[];
  people: PersonRow[];
  duplicates: ImportRow[];
} {
  const seen = new Map<string, number>();
  const duplicates: ImportRow[] = [];
  const once = rows.filter((row) => {
    const key = keyOf(row);
    const before = seen.get(key);
    if (before !== undefined) duplicates.push(refused(row, [alsoIn(before, row)]));
    else seen.set(key, row.row);
    return before === undefined;
  });
  const ofStores = once.filter((row) => row.kind !== 'person');
  const byStore = Map.groupBy(ofStores, (row) =>
    row.kind === 'store' ? row.requested.id : row.requested.store,
  );
  const stores = [...byStore].map(([id, about]): StoreRows => {
    const store = about.find((row) => row.kind === 'store');
    return { id, bays: about.filter((row) => row.kind === 'bay'), ...(store && { store }) };
  });
  return { stores, people: once.filter((row) => row.kind === 'person'), duplicates };
}

function keyOf(row: RequestedRow): string {
  if (row.kind === 'store') return `store ${row.requested.id}`;
  if (row.kind === 'bay') return `bay ${row.requested.store} ${row.requested.label.toUpperCase()}`;
  return `person ${row.requested.login ?? `${row.requested.store} ${row.requested.name}`}`;
}

const FIELD_OF_KEY = { store: 'id', bay: 'label', person: 'name' } as const;

const alsoIn = (row: number, { kind }: RequestedRow): FieldError => ({
  field: FIELD_OF_KEY[kind],
  message: {
    en: `row ${row} has the same: keep one of them`,
    fr: `la ligne ${row} dit la même chose\u00a0: gardez l’une des deux`,
  },
});

function* partsOf<T>(all: readonly T[]): Generator<readonly T[]> {
  for (let from = 0; from < all.length; from += PART) yield all.slice(from, from + PART);
}

const WITHDRAWN = new Error('Whoever began the import may no longer do that');
const NO_LONGER_ALLOWED = {
  en: 'Stopped: your access was withdrawn. The rows above were imported.',
  fr: 'Arrêté\u00a0: votre accès a été retiré. Les lignes ci-dessus ont été importées.',
};
const FAILED = {
  en: 'Stopped by a failure on our side. The rows above were imported; import the same file again for the rest.',
  fr: 'Arrêté par une panne de notre côté. Les lignes ci-dessus ont été importées\u00a0; importez de nouveau le même fichier pour le reste.',
};
