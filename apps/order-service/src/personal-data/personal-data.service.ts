/** A customer asks what Curbline holds on them, or to be forgotten: over all stores, rows and logs. */
import { Injectable } from '@nestjs/common';
import { ContactAddresses, contactOwner, messageOwner, ratingOwner } from '@curbline/contracts/contact';
import type { Actor } from '@curbline/contracts/events';
import type { AuditAction, ErasedData, PersonalData, PersonQuery } from '@curbline/contracts/http';
import { inTransaction } from '@curbline/database';
import { Clock, ContactHash, isoOf, problem, SecretBox } from '@curbline/platform';
import { readEmail, readPhone } from '@curbline/platform/contact';
import { DataSource } from 'typeorm';
import { type AuditedBy, AuditService } from '../audit/audit.service.js';
import { ChangesService } from '../changes/changes.service.js';
import { StoredResponsesRepository } from '../idempotency/stored-responses.repository.js';
import { appendCards } from '../pickups/pickup.js';
import { OrdersRepository } from '../pickups/orders.repository.js';
import { PickupsService } from '../pickups/pickups.service.js';
import {
  type FoundTrip,
  PersonalDataRepository,
  type StoredData,
  type Told,
} from './personal-data.repository.js';

/** What stands where a name stood. */
export const NAMES_AFTER: Readonly<Record<'fr' | 'en', string>> = { fr: 'Client', en: 'Customer' };

/** Says of a row that a part of it is stored, but sealed with a key that the installation no longer has. */
const UNREADABLE = { unreadable: true };

type Opened = Omit<PersonalData['orders'][number], 'messages' | 'pushSubscriptions'>;

@Injectable()
export class PersonalDataService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly changes: ChangesService,
    private readonly pickups: PickupsService,
    private readonly orders: OrdersRepository,
    private readonly data: PersonalDataRepository,
    private readonly responses: StoredResponsesRepository,
    private readonly audit: AuditService,
    private readonly box: SecretBox,
    private readonly hash: ContactHash,
  ) {}

  /**
   * Everything that is stored on a person, as it is stored.
   * @param by null: whoever holds the server, by command.
   * @throws ProblemException `invalid-input` for an address that cannot be read.
   */
  async export(whom: PersonQuery, by: AuditedBy | null): Promise<PersonalData> {
    const orders: PersonalData['orders'] = [];
    const { manager } = this.db;
    for (const [storeId, tripIds] of await this.tripsOf(whom)) {
      for (const { id } of await this.orders.findByTrips(manager, storeId, tripIds)) {
        const stored = await this.data.read(manager, storeId, id);
        if (!stored) continue;
        const { messages, pushSubscriptions } = await this.data.readTold(manager, storeId, id);
        const shown = messages.map((message) => this.openedMessage(message));
        orders.push({ ...this.opened(stored, id), messages: shown, pushSubscriptions });
      }
    }
    await this.note('personal_data_exported', orders.length, by);
    return { exportedAt: isoOf(this.clock.now()), orders };
  }

  /**
   * Forgets a person: the contacts and lines are deleted, and their orders no longer say whose they were, in the rows
   * and in the log. An order that is under way goes on under no name. Again is harmless.
   * @param by null: whoever holds the server, by command.
   * @throws ProblemException `invalid-input` for an address that cannot be read.
   */
  async erase(whom: PersonQuery, by: AuditedBy | null): Promise<ErasedData> {
    const actor: Actor = by
      ? { kind: 'staff', id: by.staffId, name: by.name }
      : { kind: 'system', id: null, name: null };
    let orders = 0;
    for (const [storeId, tripIds] of await this.tripsOf(whom)) {
      orders += await this.changes.run({ actor, storeId }, async (change) => {
        const { manager, now } = change;
        const erased = await this.data.anonymize(manager, storeId, tripIds, NAMES_AFTER, now);
        await this.data.deleteOf(manager, storeId, tripIds);
        await this.responses.deleteAbout(manager, storeId, erased);
        for (const tripId of tripIds) {
          const pickup = await this.pickups.lock(manager, storeId, tripId);
          // Boards show an open order until the log says something new about it.
          if (pickup && pickup.trip.trip.closedAt === null)
            appendCards(change, pickup, pickup.orders, 'details_changed', now);
        }
        return erased.length;
      });
    }
    await this.note('personal_data_erased', orders, by);
    return { orders };
  }

  /** The person's trips by store. */
  private async tripsOf(whom: PersonQuery): Promise<Map<string, string[]>> {
    const trips = Map.groupBy(await this.find(whom), ({ storeId }) => storeId);
    return new Map([...trips].map(([storeId, found]) => [storeId, found.map(({ tripId }) => tripId)]));
  }

  private async find(whom: PersonQuery): Promise<FoundTrip[]> {
    const { manager } = this.db;
    if (whom.orderId !== undefined) {
      const place = await this.orders.locate(manager, whom.orderId);
      return place ? [place] : [];
    }
    const address = addressIn(whom);
    // Without a key no contact was ever kept.
    return this.box.isOpen ? this.data.findByContact(manager, this.hash.of(address)) : [];
  }

  private opened({ contact, rating, log, ...rest }: StoredData, orderId: string): Opened {
    const shown = { ...rest, rating: this.openedRating(rating), log: log.map((event) => ({ ...event })) };
    if (!contact) return { ...shown, contact };
    const { sealed, ...plain } = contact;
    const addresses = this.box.tryOpen(sealed, contactOwner(orderId));
    if (addresses === null) return { ...shown, contact: { ...plain, ...UNREADABLE } };
    return { ...shown, contact: { ...plain, ...ContactAddresses.parse(JSON.parse(addresses)) } };
  }

  private openedRating(rating: StoredData['rating']): Opened['rating'] {
    if (!rating) return null;
    const { sealed_words: sealed, ...plain } = rating;
    if (sealed === null) return { ...plain, words: null };
    const words = this.box.tryOpen(sealed, ratingOwner(String(plain['trip_id'])));
    return { ...plain, words, ...(words === null && UNREADABLE) };
  }

  private openedMessage({ sealed, ...plain }: Told['messages'][number]): Record<string, unknown> {
    if (sealed === null) return plain;
    const message = this.box.tryOpen(sealed, messageOwner(plain.id));
    return { ...plain, ...(message === null ? UNREADABLE : { message: JSON.parse(message) as unknown }) };
  }

  /** That it was done, and of how many orders: the trail must not name whoever asked to be forgotten. */
  private note(action: AuditAction, orders: number, by: AuditedBy | null): Promise<void> {
    const note = { storeId: null, by, action, subject: String(orders) };
    return inTransaction(this.db, (manager) => this.audit.note(manager, note, this.clock.now()));
  }
}

function addressIn({ phone, email }: PersonQuery): string {
  if (phone !== undefined) {
    const read = readPhone(phone, undefined);
    if ('e164' in read) return read.e164;
    throw problem('invalid-input', { errors: [{ field: 'phone', message: NO_PHONE }] });
  }
  const read = readEmail(email ?? '');
  if (read === undefined) throw problem('invalid-input', { errors: [{ field: 'email', message: NO_EMAIL }] });
  return read;
}

const NO_PHONE = {
  en: 'give a mobile number with the code of its country, such as +33 6 12 34 56 78',
  fr: 'donnez un numéro de mobile avec l’indicatif de son pays, comme +33 6 12 34 56 78',
};
const NO_EMAIL = {
  en: 'give an e-mail address, such as zoe@example.org',
  fr: 'donnez une adresse e-mail, comme zoe@example.org',
};
