import { Module } from '@nestjs/common';
import { ChangesModule } from '../changes/changes.module.js';
import { StoresModule } from '../stores/stores.module.js';
import { StockController } from './stock.controller.js';
import { StockLevelsRepository } from './stock-levels.repository.js';
import { StockService } from './stock.service.js';

/** What stores have in stock, as shops report it. */
@Module({
  imports: [ChangesModule, StoresModule],
  controllers: [StockController],
  providers: [StockLevelsRepository, StockService],
  exports: [StockLevelsRepository],
})
export class StockModule {}
