import { Module } from '@nestjs/common';
import { IdempotencyModule } from '../idempotency/idempotency.module.js';
import { ShopKeysRepository } from './shop-keys.repository.js';
import { ShopsController } from './shops.controller.js';
import { ShopsService } from './shops.service.js';

/** The API keys of shops. */
@Module({
  imports: [IdempotencyModule],
  controllers: [ShopsController],
  providers: [ShopKeysRepository, ShopsService],
})
export class ShopsModule {}
