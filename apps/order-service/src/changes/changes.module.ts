import { Module } from '@nestjs/common';
import { IdempotencyModule } from '../idempotency/idempotency.module.js';
import { ChangesService } from './changes.service.js';

/** Changes to a store's rows and its log, in one transaction with the stored response. */
@Module({ imports: [IdempotencyModule], providers: [ChangesService], exports: [ChangesService] })
export class ChangesModule {}
