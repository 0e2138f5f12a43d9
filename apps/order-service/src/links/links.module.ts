import { Module } from '@nestjs/common';
import { ChangesModule } from '../changes/changes.module.js';
import { OrdersModule } from '../orders/orders.module.js';
import { PickupsModule } from '../pickups/pickups.module.js';
import { TripsModule } from '../trips/trips.module.js';
import { LinksService } from './links.service.js';
import { LinkOpeningService } from './link-opening.service.js';
import { LinkOpeningController } from './link-opening.controller.js';
import { ManagerLinksController } from './manager-links.controller.js';
import { ShopLinksController } from './shop-links.controller.js';

/** Customers' links: opened, issued again, revoked. */
@Module({
  imports: [ChangesModule, OrdersModule, PickupsModule, TripsModule],
  controllers: [LinkOpeningController, ManagerLinksController, ShopLinksController],
  providers: [LinksService, LinkOpeningService],
})
export class LinksModule {}
