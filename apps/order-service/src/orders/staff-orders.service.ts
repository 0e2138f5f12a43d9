/**
 * What staff do from a board: claim, release, hand over, recall, ready, not ready yet, enter an arrival, not here yet,
 * send a short message.
 * Each answers the card as it is afterwards; a lost race is refused with the card as it is.
 */
import { Injectable } from '@nestjs/common';
import type { StaffPrincipal } from '@curbline/access';
import type { Actor } from '@curbline/contracts/events';
import type {
  CardAnswer,
  ChangeService,
  ChangeWindow,
  EnterArrival,
  HandOver,
  MakeReady,
  SendMessage,
  StaffTap,
} from '@curbline/contracts/http';
import { DEFAULT_PROOF_POLICY, type Claimer, type OrderCommand } from '@curbline/domain/order';
import type { TripCommand } from '@curbline/domain/trip';
import { problem, type ProblemException, tapTime } from '@curbline/platform';
import { ChangesService, type Change } from '../changes/changes.service.js';
import type { Pickup } from '../pickups/pickup.js';
import { BaysService } from '../stores/bays.service.js';
import { StoresService } from '../stores/stores.service.js';
import { cardOf } from '../pickups/cards.js';
import { CompartmentsService } from '../compartments/compartments.service.js';
import { attemptPauseS, wrongCodesBefore } from './hand-over-attempts.js';
import type { StoredOrder } from '../pickups/order.entity.js';
import { refusalOf } from './refusals.js';
import { PickupsService } from '../pickups/pickups.service.js';
import { TripLinksService } from '../pickups/trip-links.service.js';
import { ServiceChangesService } from '../service-changes/service-changes.service.js';
import { earliestHandOver, TAP_BELIEVED_MS, whoseCode } from './hand-over-facts.js';
import { OrderWindowsService } from './order-windows.service.js';
import { HandOverAttemptsRepository } from './hand-over-attempts.repository.js';

interface Found {
  readonly pickup: Pickup;
  readonly order: StoredOrder;
}

const actorOf = (staff: StaffPrincipal): Actor => ({ kind: 'staff', id: staff.staffId, name: staff.name });
const claimerOf = (staff: StaffPrincipal): Claimer => ({ staffId: staff.staffId, name: staff.name });

@Injectable()
export class StaffOrdersService {
  constructor(
    private readonly changes: ChangesService,
    private readonly bays: BaysService,
    private readonly stores: StoresService,
    private readonly pickups: PickupsService,
    private readonly links: TripLinksService,
    private readonly windows: OrderWindowsService,
    private readonly services: ServiceChangesService,
    private readonly attempts: HandOverAttemptsRepository,
    private readonly compartments: CompartmentsService,
  ) {}

  /** @throws ProblemException `already-claimed` naming who and how long ago, `not-possible-now`. */
  claim(staff: StaffPrincipal, orderId: string, tap: StaffTap): Promise<CardAnswer> {
    return this.command(staff, orderId, { name: 'claim', by: claimerOf(staff) }, tap.tappedAt);
  }

  /** @throws ProblemException `not-claimed-by-you` unless a manager releases it. */
  release(staff: StaffPrincipal, orderId: string, tap: StaffTap): Promise<CardAnswer> {
    const anyClaim = staff.role !== 'staff';
    return this.command(staff, orderId, { name: 'release', by: claimerOf(staff), anyClaim }, tap.tappedAt);
  }

  /** @throws ProblemException `no-compartment-free`, `compartment-taken`, `compartment-unfit`, `not-possible-now`. */
  async makeReady(
    staff: StaffPrincipal,
    orderId: string,
    { compartment, tappedAt }: MakeReady,
  ): Promise<CardAnswer> {
    const { settings } = await this.stores.get(staff.storeId);
    return this.change(staff, orderId, async (change, found) => {
      const { pickup, order } = await this.compartments.putAway(change, found, settings, compartment);
      const at = tapTime(tappedAt, change.now - TAP_BELIEVED_MS, change.now);
      const outcome = await this.pickups.commandOrder(change, pickup, order, { name: 'make_ready' }, at);
      return 'refused' in outcome ? refusalOf(outcome, pickup, orderId, change.now) : outcome;
    });
  }

  /**
   * "Not ready, five more minutes": the customer is told the new time, which counts from now and not from the tap.
   * @throws ProblemException `not-possible-now` for an order that is ready, and past an hour.
   */
  delay(staff: StaffPrincipal, orderId: string): Promise<CardAnswer> {
    return this.command(staff, orderId, { name: 'delay' }, undefined);
  }

  /** Tells the customer one of the short messages. @throws ProblemException `not-possible-now` when nobody is coming. */
  sendMessage(staff: StaffPrincipal, orderId: string, { message }: SendMessage): Promise<CardAnswer> {
    return this.change(staff, orderId, (change, found) =>
      this.tripOutcome(change, found, { name: 'send_message', message }, null),
    );
  }

  /** Undo and recall. @throws ProblemException `recall-too-late` after 30 minutes. */
  recall(staff: StaffPrincipal, orderId: string): Promise<CardAnswer> {
    return this.command(staff, orderId, { name: 'recall' }, undefined);
  }

  /**
   * Also of an order that was given up: the bag and the customer are there after all.
   * @throws ProblemException `wrong-code`, `too-many-requests` after five wrong codes in a minute;
   *   `id-check-needed`, `proof-needed`, `reason-needed` by the store's policy.
   */
  async handOver(staff: StaffPrincipal, orderId: string, handOver: HandOver): Promise<CardAnswer> {
    const { settings } = await this.stores.get(staff.storeId);
    const policy = settings.proofPolicy ?? DEFAULT_PROOF_POLICY;
    return this.change(staff, orderId, async (change, found) => {
      const { proof, code, reason = null, reasonNote, tappedAt } = handOver;
      const { manager, now } = change;
      const { storeId } = staff;
      const codeAttempts = await this.attempts.read(manager, storeId, orderId);
      const retryAfterS = code === undefined ? 0 : attemptPauseS(codeAttempts, now);
      if (retryAfterS > 0) return problem('too-many-requests', { retryAfterS });
      const shownBy = code === undefined ? undefined : whoseCode(found, code);
      const codeMatches = code === undefined ? undefined : shownBy !== undefined;
      const at = tapTime(tappedAt, earliestHandOver(found, now), now);
      const given = {
        proof,
        codeMatches,
        reason,
        explained: Boolean(reasonNote),
        byManager: staff.role !== 'staff',
        idCheck: found.order.terms.flags.includes('id_check'),
        policy,
      };
      const command = { name: 'hand_over', by: claimerOf(staff), given } as const;
      const wrongCodes = wrongCodesBefore(codeAttempts, now);
      const note = proof === 'none' ? reasonNote || null : null;
      const collectedBy = shownBy === 'substitute' ? shownBy : null;
      const notes = { handOver: { note, wrongCodes, collectedBy } };
      const outcome = await this.pickups.commandOrder(change, found.pickup, found.order, command, at, notes);
      if (!('refused' in outcome)) return outcome;
      // Returned, not thrown: the count of wrong codes has to be committed.
      if (outcome.refused === 'wrong-code') await this.attempts.countWrong(manager, storeId, orderId, now);
      return refusalOf(outcome, found.pickup, orderId, now);
    });
  }

  /** Staff saw the customer, or were called by them. @throws ProblemException `bay-unknown`. */
  async enterArrival(staff: StaffPrincipal, orderId: string, entry: EnterArrival): Promise<CardAnswer> {
    const bay = entry.bay === null ? null : await this.bays.require(staff.storeId, entry.bay);
    return this.change(staff, orderId, async (change, given) => {
      const found = { ...given, pickup: await this.pickups.bringBack(change, given.pickup) };
      const earliest = Math.max(found.pickup.trip.createdAt, change.now - TAP_BELIEVED_MS);
      const occurredAt = tapTime(entry.tappedAt, earliest, change.now);
      const command: TripCommand = {
        name: 'note_arrival',
        occurredAt,
        evidence: 'staff_entered',
        reasons: null,
      };
      return this.tripOutcome(change, found, command, bay);
    });
  }

  /**
   * "Not here yet", "cannot find the car": the customer is asked, and what they said stays. Of a car that was seen
   * leaving, and of an arrival that was left open, it is the last word.
   */
  notHere(staff: StaffPrincipal, orderId: string): Promise<CardAnswer> {
    return this.change(staff, orderId, (change, found) => {
      const isHere = found.pickup.trip.trip.state === 'arrived';
      const name = isHere ? 'question_arrival' : 'withdraw_arrival';
      return this.tripOutcome(change, found, { name }, null);
    });
  }

  /** @throws ProblemException `window-past`, `not-possible-now`. */
  changeWindow(staff: StaffPrincipal, orderId: string, { window }: ChangeWindow): Promise<CardAnswer> {
    return this.change(staff, orderId, async (change, { pickup, order }) => {
      const outcome = await this.windows.move(change, pickup, order, window);
      return 'refused' in outcome ? refusalOf(outcome, pickup, orderId, change.now) : outcome;
    });
  }

  /** @throws ProblemException `service-fixed`, `service-not-offered`. */
  async changeService(
    staff: StaffPrincipal,
    orderId: string,
    { service }: ChangeService,
  ): Promise<CardAnswer> {
    const move = await this.services.to(service, staff.storeId, 'store');
    return this.change(staff, orderId, async (change, { pickup, order }) => {
      const moved = move(change, pickup, order);
      return { pickup: moved, order: orderIn(moved, order) };
    });
  }

  private async tripOutcome(
    change: Change,
    found: Found,
    command: TripCommand,
    bay: string | null,
  ): Promise<Found | ProblemException> {
    const { trip } = found.pickup;
    const place = { ...trip.place, bay: bay ?? trip.place.bay };
    const outcome = await this.pickups.commandTrip(change, found.pickup, command, place);
    if (!('refused' in outcome))
      return { pickup: outcome.pickup, order: orderIn(outcome.pickup, found.order) };
    return refusalOf(outcome, found.pickup, found.order.id, change.now);
  }

  private command(
    staff: StaffPrincipal,
    orderId: string,
    command: OrderCommand,
    tappedAt: string | undefined,
  ): Promise<CardAnswer> {
    return this.change(staff, orderId, async (change, { pickup, order }) => {
      const at = tapTime(tappedAt, change.now - TAP_BELIEVED_MS, change.now);
      const outcome = await this.pickups.commandOrder(change, pickup, order, command, at);
      return 'refused' in outcome ? refusalOf(outcome, pickup, orderId, change.now) : outcome;
    });
  }

  private change(
    staff: StaffPrincipal,
    orderId: string,
    work: (change: Change, found: Found) => Promise<Found | ProblemException>,
  ): Promise<CardAnswer> {
    const { storeId } = staff;
    return this.changes.run<CardAnswer>({ actor: actorOf(staff), storeId }, async (change) => {
      const found = await this.pickups.lockByOrder(change.manager, storeId, orderId);
      if (!found) return problem('order-unknown');
      const outcome = await work(change, found);
      if (!('pickup' in outcome)) return outcome;
      this.links.close(change, outcome.pickup.trip);
      return { card: cardOf(outcome.order, outcome.pickup.trip) };
    });
  }
}

const orderIn = ({ orders }: Pickup, order: StoredOrder): StoredOrder =>
  orders.find(({ id }) => id === order.id) ?? order;
