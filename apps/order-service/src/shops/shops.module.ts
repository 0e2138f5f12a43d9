import { Module } from '@nestjs/common';
import { IdempotencyModule } from '../idempotency/idempotency.module.js';
import { ShopsController } from './shops.controller.js';
import { ShopsService } from './shops.service.js';

/** The API keys of shops. */
@Module({ imports: [IdempotencyModule], controllers: [ShopsController], providers: [ShopsService] })
export class ShopsModule {}
