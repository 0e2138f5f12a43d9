/** Customers rate their pickup. The words lie sealed beside the trip, outside the log, and go when its names go. */
import { Injectable, Logger } from '@nestjs/common';
import { ratingOwner } from '@curbline/contracts/contact';
import type { RateTrip, TripRating } from '@curbline/contracts/http';
import { SecretBox } from '@curbline/platform';
import type { EntityManager } from 'typeorm';
import type { Change } from '../changes/changes.service.js';
import { TripRatingsRepository } from './trip-ratings.repository.js';

interface RatedTrip {
  readonly storeId: string;
  readonly tripId: string;
}

@Injectable()
export class RatingsService {
  private readonly logger = new Logger('ratings');

  constructor(
    private readonly ratings: TripRatingsRepository,
    private readonly box: SecretBox,
  ) {}

  /** Null when the customer has not been asked, or has not answered. */
  async read(manager: EntityManager, storeId: string, tripId: string): Promise<TripRating | null> {
    const rating = await this.ratings.find(manager, storeId, tripId);
    if (!rating) return null;
    const { stars, sealedWords } = rating;
    return { stars, words: sealedWords === null ? null : this.opened(sealedWords, tripId) };
  }

  /** Null where the words cannot be opened: the stars stand, and so does the page that shows them. */
  opened(sealed: string, tripId: string): string | null {
    const words = this.box.tryOpen(sealed, ratingOwner(tripId));
    if (words === null) this.logger.warn('The words of a rating cannot be opened. Was SECRET_KEY changed?');
    return words;
  }

  /** Whoever does not want to say leaves no words; an installation that can seal nothing keeps the stars alone. */
  async keep(
    { manager, now }: Pick<Change, 'manager' | 'now'>,
    { storeId, tripId }: RatedTrip,
    { stars, words }: RateTrip,
  ): Promise<void> {
    const before = await this.ratings.find(manager, storeId, tripId);
    const sealed = words === undefined ? (before?.sealedWords ?? null) : this.seal(words, tripId);
    const sealedWords = stars === null ? null : sealed;
    await this.ratings.save(manager, { storeId, tripId, stars, sealedWords, ratedAt: new Date(now) });
  }

  private seal(words: string, tripId: string): string | null {
    return words === '' || !this.box.isOpen ? null : this.box.seal(words, ratingOwner(tripId));
  }
}
