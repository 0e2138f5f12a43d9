import { Module } from '@nestjs/common';
import { IdempotencyService } from './idempotency.service.js';
import { StoredResponsesRepository } from './stored-responses.repository.js';

/** Requests that name themselves by an Idempotency-Key, and the responses that their repetitions get. */
@Module({
  providers: [IdempotencyService, StoredResponsesRepository],
  exports: [IdempotencyService, StoredResponsesRepository],
})
export class IdempotencyModule {}
