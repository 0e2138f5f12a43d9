/** The five figures of today, one reading for wall, handheld and manager page: the same query as those of any range. */
import { Injectable } from '@nestjs/common';
import type { Card } from '@curbline/contracts/events';
import type { FiveFigures } from '@curbline/contracts/http';
import type { EntityManager } from 'typeorm';
import { FiguresRepository } from './figures.repository.js';
import { localDay } from './period.js';

export interface FiguresOf {
  readonly storeId: string;
  readonly timeZone: string;
  readonly goalS: number;
}

@Injectable()
export class FiveFiguresService {
  constructor(private readonly figures: FiguresRepository) {}

  /**
   * @param now Unix ms.
   * @param cards the board's, read in the same transaction.
   */
  async read(
    manager: EntityManager,
    { storeId, timeZone, goalS }: FiguresOf,
    now: number,
    cards: readonly Card[],
  ): Promise<FiveFigures> {
    const today = localDay(now, timeZone);
    const waits = await this.figures.waits(manager, { storeIds: [storeId], from: today, to: today, now });
    return {
      handedOver: waits.handed_over,
      withinGoalPercent: waits.wait.withinGoalPercent,
      medianWaitS: waits.wait.medianS,
      goalS,
      judged: { served: waits.judged - waits.judged_open, open: waits.judged_open },
      longestOpenSince: waits.longest_since?.toISOString() ?? null,
      onTheWay: cards.filter(isOnTheWay).length,
      ...(waits.left_open > 0 && { leftOpen: waits.left_open }),
    };
  }
}

const isHere = ({ order, trip, arrival }: Card): boolean =>
  order.state !== 'handed_over' && trip.state === 'arrived' && arrival?.confirmed === true;

const isOnTheWay = (card: Card): boolean => card.order.state !== 'handed_over' && !isHere(card);
