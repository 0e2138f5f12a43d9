/** Staff give a customer a small thing that the store has set, as many as it has set for a day. */
import { Injectable } from '@nestjs/common';
import type { StaffPrincipal } from '@curbline/access';
import type { Actor } from '@curbline/contracts/events';
import type { CardAnswer, GiveGesture } from '@curbline/contracts/http';
import { decideGesture, type GestureDecision } from '@curbline/domain/gesture';
import { isoOf, problem } from '@curbline/platform';
import { type Change, ChangesService } from '../changes/changes.service.js';
import { cardOf } from '../pickups/cards.js';
import type { StoredOrder } from '../pickups/order.entity.js';
import type { Pickup } from '../pickups/pickup.js';
import { PickupsService } from '../pickups/pickups.service.js';
import { StoresService } from '../stores/stores.service.js';
import type { GestureEntity } from './gesture.entity.js';
import { GesturesRepository } from './gestures.repository.js';

interface Locked {
  readonly pickup: Pickup;
  readonly order: StoredOrder;
  readonly given: readonly GestureEntity[];
}

@Injectable()
export class GesturesService {
  constructor(
    private readonly changes: ChangesService,
    private readonly pickups: PickupsService,
    private readonly stores: StoresService,
    private readonly gestures: GesturesRepository,
  ) {}

  /**
   * Gives one; the same again is one.
   * @throws ProblemException `order-unknown`, `not-found` for a gesture that the store does not give, `not-possible-now` when
   *   today's are used up or the order is over.
   */
  async give(
    staff: StaffPrincipal,
    orderId: string,
    gestureId: string,
    { words }: GiveGesture,
  ): Promise<CardAnswer> {
    const { settings } = await this.stores.get(staff.storeId);
    const wanted = settings.gestures?.find(({ id }) => id === gestureId);
    return this.byStaff(staff, orderId, async (change, locked) => {
      const { manager, now } = change;
      const { storeId } = staff;
      const { state, handedOverAt } = locked.order.order;
      const decision = decideGesture(
        {
          order: state,
          handedOverAt,
          isGiven: locked.given.some((one) => one.gestureId === gestureId),
          perDay: wanted?.perDay,
          givenToday: await this.gestures.countToday(manager, storeId, gestureId, settings.timeZone, now),
        },
        now,
      );
      if (decision === 'given_already') return locked;
      if (decision !== 'give' || !wanted) throw refusal(decision, locked);
      const given = {
        ...{ storeId, orderId, gestureId, label: wanted.label },
        words: words || null,
        givenAt: new Date(now),
      };
      await this.gestures.insert(manager, given);
      return this.write(change, locked, [...locked.given, given], 'gesture_given');
    });
  }

  /** It was tapped by mistake. @throws ProblemException `order-unknown`, `not-found` where it was not given. */
  takeBack(staff: StaffPrincipal, orderId: string, gestureId: string): Promise<CardAnswer> {
    return this.byStaff(staff, orderId, async (change, locked) => {
      const left = locked.given.filter((one) => one.gestureId !== gestureId);
      if (left.length === locked.given.length) throw problem('not-found');
      await this.gestures.remove(change.manager, staff.storeId, orderId, gestureId);
      return this.write(change, locked, left, 'gesture_withdrawn');
    });
  }

  private byStaff(
    { storeId, staffId, name }: StaffPrincipal,
    orderId: string,
    work: (change: Change, locked: Locked) => Promise<Locked>,
  ): Promise<CardAnswer> {
    const actor: Actor = { kind: 'staff', id: staffId, name };
    return this.changes.run<CardAnswer>({ actor, storeId }, async (change) => {
      const found = await this.pickups.lockByOrder(change.manager, storeId, orderId);
      if (!found) throw problem('order-unknown');
      const given = await this.gestures.find(change.manager, storeId, [orderId]);
      const { order, pickup } = await work(change, { ...found, given });
      return { card: cardOf(order, pickup.trip) };
    });
  }

  private write(
    change: Change,
    { pickup, order }: Locked,
    given: readonly GestureEntity[],
    fact: 'gesture_given' | 'gesture_withdrawn',
  ): Locked {
    const onCard = given.map(({ gestureId, label, givenAt }) => ({
      gestureId,
      label,
      givenAt: isoOf(givenAt.getTime()),
    }));
    return { ...this.pickups.changeBeside(change, pickup, order, { gestures: onCard }, fact), given };
  }
}

function refusal(decision: Exclude<GestureDecision, 'given_already'>, { order, pickup }: Locked) {
  if (decision === 'used_up')
    return problem('not-possible-now', { card: cardOf(order, pickup.trip), detail: USED_UP });
  if (decision === 'unknown') return problem('not-found');
  return problem('not-possible-now', { card: cardOf(order, pickup.trip) });
}

const USED_UP = {
  en: 'All of today’s are given: there are more tomorrow',
  fr: 'Tous ceux du jour ont été offerts\u00a0: il y en aura d’autres demain',
};
