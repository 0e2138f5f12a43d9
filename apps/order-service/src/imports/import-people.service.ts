/** Adds and renames the people of a file, each in a transaction of their own. */
import { Injectable } from '@nestjs/common';
import { newPin, newToken } from '@curbline/access';
import type { ImportedPerson, ImportRow } from '@curbline/contracts/http';
import { inTransaction } from '@curbline/database';
import { Clock, problem, ProblemException } from '@curbline/platform';
import { DataSource, type EntityManager, In, IsNull } from 'typeorm';
import { type AuditedBy, AuditService } from '../audit/audit.service.js';
import { PeopleService } from '../staff/people.service.js';
import { StaffEntity } from '../staff/staff.entity.js';
import { StaffRepository } from '../staff/staff.repository.js';
import { type KnownPerson, type PersonPlan, planPerson } from './plan-person.js';
import { UNKNOWN_STORE } from './plan-store.js';
import { nameOf, type PersonRow, refused } from './read-row.js';

/** A PIN that is part of the store's phone number, or a date, is made again. */
const MOST_TRIES = 20;

@Injectable()
export class ImportPeopleService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly people: PeopleService,
    private readonly staff: StaffRepository,
    private readonly audit: AuditService,
  ) {}

  /**
   * @param stores the ids of the stores that there are
   * @param by null: nothing is changed.
   */
  async import(
    rows: readonly PersonRow[],
    stores: ReadonlySet<string>,
    by: AuditedBy | null,
  ): Promise<ImportRow[]> {
    const known = await this.known(rows.map(({ requested }) => requested));
    const reports: ImportRow[] = [];
    for (const row of rows) {
      const plan = stores.has(row.requested.store) ? planPerson(row.requested, known) : NO_STORE;
      if (plan.outcome === 'refused') reports.push(refused(row, plan.errors));
      else {
        const done = by === null ? {} : await this.apply(row.requested, plan, by);
        reports.push('errors' in done ? refused(row, done.errors) : reportOf(row, plan.outcome, done.secret));
      }
    }
    return reports;
  }

  private async known(requested: readonly ImportedPerson[]): Promise<KnownPerson[]> {
    const logins = requested.flatMap(({ login }) => login ?? []);
    const people = await this.db.manager.find(StaffEntity, {
      select: { id: true, storeId: true, name: true, role: true, login: true, disabledAt: true },
      where: [
        { login: In(logins) },
        { storeId: In(requested.map(({ store }) => store)), name: In(requested.map(({ name }) => name)) },
      ],
      order: { disabledAt: { direction: 'DESC', nulls: 'FIRST' } },
    });
    return people;
  }

  private async apply(
    requested: ImportedPerson,
    plan: PersonPlan,
    by: AuditedBy,
  ): Promise<{ secret?: string } | { errors: NonNullable<ProblemException['parts']['errors']> }> {
    const now = this.clock.now();
    if (plan.outcome === 'changed') {
      await inTransaction(this.db, (manager) => this.rename(manager, requested, plan.person, by, now));
      return {};
    }
    if (plan.outcome !== 'created') return {};
    for (let tries = 1; ; tries += 1) {
      const secret = requested.role === 'staff' ? newPin() : newToken();
      try {
        await inTransaction(this.db, (manager) => this.add(manager, requested, secret, by, now));
        return { secret };
      } catch (error) {
        if (!(error instanceof ProblemException)) throw error;
        if (error.code === 'login-taken') return { errors: [{ field: 'login', message: TAKEN }] };
        if (error.code === 'version-outdated')
          return { errors: [{ field: 'name', message: ADDED_MEANWHILE }] };
        if (error.code !== 'invalid-input' || tries === MOST_TRIES) throw error;
      }
    }
  }

  private async add(
    manager: EntityManager,
    { store: storeId, name, role, login }: ImportedPerson,
    secret: string,
    by: AuditedBy,
    now: number,
  ): Promise<void> {
    // Of two imports of the same file at once, the second finds whom the first has added.
    await manager.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [
      `person ${storeId} ${name}`,
    ]);
    if (role === 'staff' && (await manager.existsBy(StaffEntity, { storeId, name, disabledAt: IsNull() })))
      throw problem('version-outdated');
    const credential = role === 'staff' ? { pin: secret } : { login, password: secret };
    await this.people.add(manager, storeId, { name, role, ...credential }, now);
    const changes = [{ field: 'role', before: null, after: role }];
    await this.audit.note(manager, { storeId, by, action: 'person_added', subject: name, changes }, now);
  }

  private async rename(
    manager: EntityManager,
    { store: storeId, name }: ImportedPerson,
    person: KnownPerson,
    by: AuditedBy,
    now: number,
  ): Promise<void> {
    await this.staff.rename(manager, person.id, name);
    const changes = [{ field: 'name', before: person.name, after: name }];
    await this.audit.note(manager, { storeId, by, action: 'person_changed', subject: name, changes }, now);
  }
}

function reportOf(row: PersonRow, outcome: ImportRow['outcome'], secret: string | undefined): ImportRow {
  return {
    row: row.row,
    kind: 'person',
    name: nameOf(row),
    outcome,
    fields: outcome === 'changed' ? [row.nameInFile('name')] : [],
    errors: [],
    warnings: [],
    ...(secret !== undefined && { secret }),
  };
}

const NO_STORE: PersonPlan = { outcome: 'refused', errors: [UNKNOWN_STORE] };
const ADDED_MEANWHILE = {
  en: 'somebody added this person meanwhile: import the file again to see',
  fr: 'cette personne a été ajoutée entre-temps\u00a0: importez de nouveau le fichier pour voir',
};
const TAKEN = {
  en: 'somebody else took this login meanwhile: give another one',
  fr: 'quelqu’un d’autre a pris cet identifiant entre-temps\u00a0: donnez-en un autre',
};
