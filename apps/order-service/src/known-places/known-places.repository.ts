import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { hashToken } from '@curbline/access';
import { MoreThan, Repository } from 'typeorm';
import { KnownPlaceEntity } from './known-place.entity.js';

@Injectable()
export class KnownPlacesRepository {
  constructor(@InjectRepository(KnownPlaceEntity) private readonly places: Repository<KnownPlaceEntity>) {}

  /** @param since Unix ms */
  has(place: string, since: number): Promise<boolean> {
    return this.places.existsBy({ subjectHash: hashToken(place), lastAt: MoreThan(new Date(since)) });
  }

  /** @param now Unix ms */
  async add(place: string, now: number): Promise<void> {
    await this.places.upsert({ subjectHash: hashToken(place), lastAt: new Date(now) }, ['subjectHash']);
  }
}
