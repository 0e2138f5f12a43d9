import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { PhoneTripEntity } from './phone-trip.entity.js';

export type TripKey = Pick<PhoneTripEntity, 'storeId' | 'tripId'>;

/** More than this are no phones of a customer's: the one connected longest ago goes. */
const PHONES_A_TRIP = 5;
/** How many trips of a phone are looked at, as geofence-service does. */
const TRIPS_A_PHONE = 4;

@Injectable()
export class PhoneTripsRepository {
  count(manager: EntityManager, { storeId, tripId }: TripKey): Promise<number> {
    return manager.countBy(PhoneTripEntity, { storeId, tripId });
  }

  /** The trips that were connected last with the phone, newest first. */
  find(manager: EntityManager, tokenHash: Buffer): Promise<PhoneTripEntity[]> {
    return manager.find(PhoneTripEntity, {
      where: { tokenHash },
      order: { linkedAt: 'DESC' },
      take: TRIPS_A_PHONE,
    });
  }

  /** Connects a phone with a trip, once more if it was already. */
  async link(manager: EntityManager, link: PhoneTripEntity): Promise<void> {
    await manager.upsert(PhoneTripEntity, link, ['tokenHash', 'storeId', 'tripId']);
    const { storeId, tripId } = link;
    const tooMany = await manager.find(PhoneTripEntity, {
      where: { storeId, tripId },
      order: { linkedAt: 'DESC' },
      skip: PHONES_A_TRIP,
      take: PHONES_A_TRIP,
    });
    if (tooMany.length > 0) await manager.remove(tooMany);
  }

  /** Forgets every phone that is connected with the trip, for all its trips. */
  async forgetPhonesOf(manager: EntityManager, { storeId, tripId }: TripKey): Promise<void> {
    await manager.query(
      `DELETE FROM phone_trip WHERE token_hash IN (
         SELECT token_hash FROM phone_trip WHERE store_id = $1 AND trip_id = $2)`,
      [storeId, tripId],
    );
  }
}
