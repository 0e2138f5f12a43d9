import { Module } from '@nestjs/common';
import { BoardCardsService } from './board-cards.service.js';
import { LockerUsesRepository } from './locker-uses.repository.js';
import { OrdersRepository } from './orders.repository.js';
import { PickupHistoryRepository } from './pickup-history.repository.js';
import { PickupHistoryService } from './pickup-history.service.js';
import { PickupRecordsRepository } from './pickup-records.repository.js';
import { PickupsService } from './pickups.service.js';
import { ShortCodesRepository } from './short-codes.repository.js';
import { TripLinksRepository } from './trip-links.repository.js';
import { TripLinksService } from './trip-links.service.js';
import { TripsRepository } from './trips.repository.js';
import { VisitorsRepository } from './visitors.repository.js';
import { VisitorsService } from './visitors.service.js';

/** Trips with their orders and links, as they are stored, locked and changed together. */
@Module({
  providers: [
    BoardCardsService,
    LockerUsesRepository,
    OrdersRepository,
    PickupHistoryRepository,
    PickupHistoryService,
    PickupRecordsRepository,
    PickupsService,
    ShortCodesRepository,
    TripLinksRepository,
    TripLinksService,
    TripsRepository,
    VisitorsRepository,
    VisitorsService,
  ],
  exports: [
    BoardCardsService,
    LockerUsesRepository,
    OrdersRepository,
    PickupHistoryService,
    PickupsService,
    ShortCodesRepository,
    TripLinksRepository,
    TripLinksService,
    TripsRepository,
    VisitorsService,
  ],
})
export class PickupsModule {}
