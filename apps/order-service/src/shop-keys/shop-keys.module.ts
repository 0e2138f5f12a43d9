import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { IdempotencyModule } from '../idempotency/idempotency.module.js';
import { ShopKeysRepository } from './shop-keys.repository.js';
import { ShopKeysController } from './shop-keys.controller.js';
import { ShopKeysService } from './shop-keys.service.js';

/** The API keys of shops. */
@Module({
  imports: [AuditModule, IdempotencyModule],
  controllers: [ShopKeysController],
  providers: [ShopKeysRepository, ShopKeysService],
})
export class ShopKeysModule {}
