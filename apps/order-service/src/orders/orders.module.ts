import { Module } from '@nestjs/common';
import { ChangesModule } from '../changes/changes.module.js';
import { StoresModule } from '../stores/stores.module.js';
import { OrderFinderService } from './order-finder.service.js';
import { OrderPlacementService } from './order-placement.service.js';
import { ShopOrdersController } from './shop-orders.controller.js';
import { ShopOrdersService } from './shop-orders.service.js';
import { StaffOrdersService } from './staff-orders.service.js';

/** What shops and staff do with orders. */
@Module({
  imports: [ChangesModule, StoresModule],
  controllers: [ShopOrdersController],
  providers: [OrderFinderService, OrderPlacementService, ShopOrdersService, StaffOrdersService],
  exports: [OrderFinderService, OrderPlacementService, ShopOrdersService, StaffOrdersService],
})
export class OrdersModule {}
